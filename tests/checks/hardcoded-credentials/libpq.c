// requires: libpq-fe.h
// config: only.yaml
// flags: -D_GNU_SOURCE
// libpq's ways to connect. All secrets are invented.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

PGconn *keywords(void) {
  return PQconnectdb("host=db.todo.internal user=todo password=k7mQ-trZ dbname=todo"); // expect[dbsafe-hardcoded-credentials]:
}

PGconn *keywordsWithout(void) {
  return PQconnectdb("host=db.todo.internal user=todo dbname=todo");
}

// The password may need quotes of its own.
PGconn *keywordsQuoted(void) {
  return PQconnectdb("host=db.todo.internal password='k7 mQ\\'trZ'"); // expect[dbsafe-hardcoded-credentials]:
}

PGconn *keywordsEmpty(void) {
  return PQconnectdb("host=db.todo.internal user=todo password=''");
}

PGconn *passwordFile(void) {
  return PQconnectdb("host=db.todo.internal user=todo passfile=/etc/todo/pgpass");
}

PGconn *service(void) { return PQconnectdb("service=todo"); }

PGconn *keyOfCertificate(void) {
  return PQconnectdb("host=db.todo.internal sslkey=todo.key sslpassword=Zz81-open"); // expect[dbsafe-hardcoded-credentials]:
}

PGconn *environment(void) { return PQconnectdb(getenv("DATABASE_URL")); }

// Newer versions of libpq know keywords that an older one does not.
PGconn *newerKeyword(void) {
  return PQconnectdb("host=h user=u password=k7mQ-trZ require_auth=scram-sha-256"); // expect[dbsafe-hardcoded-credentials]:
}

PGconn *started(void) {
  return PQconnectStart("postgresql://todo:k7mQ-trZ@db.todo.internal/todo"); // expect[dbsafe-hardcoded-credentials]:
}

PGPing pinged(void) {
  return PQping("postgresql://db.todo.internal/todo?user=todo&password=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

PGconn *login(const char *host) {
  return PQsetdbLogin(host, "5432", NULL, NULL, "todo",
                      "todo",      // the user alone is no secret
                      "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

PGconn *loginFromEnvironment(const char *host) {
  return PQsetdbLogin(host, "5432", NULL, NULL, "todo", "todo",
                      getenv("PGPASSWORD"));
}

PGconn *loginWithout(const char *host) {
  return PQsetdb(host, "5432", NULL, NULL, "todo");
}

PGconn *loginEmpty(const char *host) {
  return PQsetdbLogin(host, "5432", NULL, NULL, "todo", "todo", "");
}

// The database's name is itself a connection string.
PGconn *loginByName(void) {
  return PQsetdbLogin(NULL, NULL, NULL, NULL,
                      "postgresql://todo:k7mQ-trZ@db.todo.internal/todo", // expect[dbsafe-hardcoded-credentials]:
                      NULL, NULL);
}

PGconn *parameters(void) {
  const char *names[] = {"host", "user", "password", "dbname", NULL};
  const char *values[] = {"db.todo.internal", "todo",
                          "k7mQ-trZ", // expect[dbsafe-hardcoded-credentials]:
                          "todo", NULL};
  return PQconnectdbParams(names, values, 0);
}

PGconn *parametersFromEnvironment(void) {
  const char *names[] = {"host", "user", "password", "application_name", NULL};
  const char *values[] = {"db.todo.internal", "todo", getenv("TODO_PASSWORD"),
                          "k7mQ-trZ", NULL};
  return PQconnectdbParams(names, values, 0);
}

PGconn *parametersSetLater(const char *host) {
  const char *names[3] = {"host", "password", NULL};
  const char *values[3] = {host, NULL, NULL};
  values[1] = "k7mQ-trZ"; // expect[dbsafe-hardcoded-credentials]:
  return PQconnectdbParams(names, values, 0);
}

PGconn *parametersExpanded(void) {
  const char *names[] = {"dbname", NULL};
  const char *values[] = {"host=db.todo.internal password=k7mQ-trZ", NULL}; // expect[dbsafe-hardcoded-credentials]:
  return PQconnectdbParams(names, values, 1);
}

void variables(const char *secret) {
  setenv("PGUSER", "todo", 1);
  setenv("PGPASSFILE", "/etc/todo/pgpass", 1);
  setenv("PGPASSWORD", secret, 1);
}

void variableConstant(void) {
  setenv("PGPASSWORD", "k7mQ-trZ", 1); // expect[dbsafe-hardcoded-credentials]:
}

void variableAssignment(void) {
  putenv("PGPASSWORD=k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

PGconn *formatted(const char *user, const char *secret, const char *host) {
  char text[256];
  snprintf(text, sizeof text, "postgresql://%s:%s@%s:%d/todo", user, secret,
           host, 5432);
  return PQconnectdb(text);
}

PGconn *formattedKeywords(const char *host, const char *secret) {
  char text[256];
  snprintf(text, sizeof text, "host=%s user=todo password=%s", host, secret);
  return PQconnectdb(text);
}

// The host is a hole, the secret is not.
PGconn *formattedHost(const char *host) {
  char text[256];
  snprintf(text, sizeof text, "host=%s user=todo password=k7mQ-trZ", host); // expect[dbsafe-hardcoded-credentials]:
  return PQconnectdb(text);
}

PGconn *formattedConstant(const char *host) {
  char text[256];
  snprintf(text, sizeof text, "host=%s user=todo password=%s", host,
           "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
  return PQconnectdb(text);
}

#define TODO_PASSWORD "k7mQ-trZ"
#define TODO_USER "todo"

PGconn *macros(const char *host) {
  return PQsetdbLogin(host, NULL, NULL, NULL, "todo", TODO_USER,
                      TODO_PASSWORD); // expect[dbsafe-hardcoded-credentials]:
}

static PGconn *openWith(const char *secret) {
  return PQsetdbLogin("db.todo.internal", NULL, NULL, NULL, "todo", "todo",
                      secret);
}

PGconn *wrapped(void) { return openWith("k7mQ-trZ"); } // expect[dbsafe-hardcoded-credentials]:

PGconn *wrappedEnvironment(void) { return openWith(getenv("TODO_PASSWORD")); }

char *encrypted(PGconn *c) {
  return PQencryptPasswordConn(c, "k7mQ-trZ", "todo", NULL); // expect[dbsafe-hardcoded-credentials]:
}

// The password is asked for; the texts are about it.
PGconn *asked(const char *host) {
  char secret[64];
  fputs("password=", stderr);
  if (!fgets(secret, sizeof secret, stdin))
    return NULL;
  secret[strcspn(secret, "\n")] = '\0';
  if (strcmp(secret, "quit") == 0)
    return NULL;
  return PQsetdbLogin(host, NULL, NULL, NULL, "todo", "todo", secret);
}
