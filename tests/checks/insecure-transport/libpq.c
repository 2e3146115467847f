// requires: libpq-fe.h
// config: only.yaml
// flags: -D_GNU_SOURCE
// What libpq does about TLS, by what it is told.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

// --- Nothing is said: libpq prefers TLS and goes on without.
PGconn *nothingSaid(void) {
  return PQconnectdb("host=db.todo.internal dbname=todo user=todo"); // expect-warning[dbsafe-insecure-transport]: nothing insists on TLS for this connection to 'db.todo.internal'
}

PGconn *nothingSaidInUri(void) {
  return PQconnectdb("postgresql://todo@db.todo.internal:5432/todo"); // expect[dbsafe-insecure-transport]: add sslmode=verify-full
}

PGconn *nothingSaidOnThisMachine(void) {
  return PQconnectdb("host=localhost dbname=todo user=todo");
}

PGconn *loopback(void) { return PQconnectdb("host=127.0.0.1 dbname=todo"); }
PGconn *loopback6(void) { return PQconnectdb("postgresql://todo@[::1]/todo"); }
PGconn *socketPath(void) { return PQconnectdb("host=/run/postgresql dbname=todo"); }
PGconn *socketAbstract(void) { return PQconnectdb("host=@todo dbname=todo"); }
PGconn *socketInUri(void) { return PQconnectdb("postgresql:///todo?host=/run/postgresql"); }
PGconn *noHost(void) { return PQconnectdb("dbname=todo user=todo"); }
PGconn *empty(void) { return PQconnectdb(""); }

// One of several is enough to leave the machine.
PGconn *oneOfSeveral(void) {
  return PQconnectdb("host=localhost,replica.todo.internal dbname=todo"); // expect[dbsafe-insecure-transport]:
}

// hostaddr decides where the packets go.
PGconn *address(void) {
  return PQconnectdb("host=localhost hostaddr=10.1.2.3 dbname=todo"); // expect[dbsafe-insecure-transport]: sslmode=require
}

// --- Something weak is said.
PGconn *disabled(void) {
  return PQconnectdb("host=db.todo.internal sslmode=disable"); // expect[dbsafe-insecure-transport]: sslmode=disable leaves this connection to 'db.todo.internal' unencrypted
}

PGconn *allowed(void) {
  return PQconnectdb("postgresql://todo@db.todo.internal/todo?sslmode=allow"); // expect[dbsafe-insecure-transport]:
}

PGconn *preferred(void) {
  return PQconnectdb("host=db.todo.internal sslmode='prefer' dbname=todo"); // expect[dbsafe-insecure-transport]: write sslmode=verify-full
}

PGconn *disabledOnThisMachine(void) {
  return PQconnectdb("host=localhost sslmode=disable");
}

// --- Encrypted, but to whom?
PGconn *required(void) {
  return PQconnectdb("host=db.todo.internal sslmode=require"); // expect[dbsafe-insecure-transport]: does not check who answers
}

PGconn *requiredOfNeon(void) {
  return PQconnectdb("postgresql://todo@ep-cool-1.eu-central-1.aws.neon.tech/todo?sslmode=require"); // expect[dbsafe-insecure-transport]: add channel_binding=require
}

PGconn *requiredAndBound(void) {
  return PQconnectdb("postgresql://todo@ep-cool-1.eu-central-1.aws.neon.tech/todo?sslmode=require&channel_binding=require");
}

// With a root certificate, 'require' is 'verify-ca'.
PGconn *requiredWithRoot(void) {
  return PQconnectdb("host=db.todo.internal sslmode=require sslrootcert=/etc/todo/ca.pem");
}

PGconn *verifiedByAuthority(void) {
  return PQconnectdb("host=db.todo.internal sslmode=verify-ca");
}

PGconn *verified(void) {
  return PQconnectdb("host=db.todo.internal sslmode=verify-full");
}

// The system's certificates: verify-full by default, and nothing less.
PGconn *systemRoot(void) {
  return PQconnectdb("host=db.todo.internal sslrootcert=system");
}

// A root certificate alone changes nothing.
PGconn *rootAlone(void) {
  return PQconnectdb("host=db.todo.internal sslrootcert=/etc/todo/ca.pem"); // expect[dbsafe-insecure-transport]:
}

// GSSAPI encrypts as well, if it has to.
PGconn *gss(void) {
  return PQconnectdb("host=db.todo.internal gssencmode=require sslmode=disable");
}

PGconn *gssPreferred(void) {
  return PQconnectdb("host=db.todo.internal gssencmode=prefer"); // expect[dbsafe-insecure-transport]:
}

// --- What is not known says nothing.
PGconn *service(void) { return PQconnectdb("service=todo"); }
PGconn *environment(void) { return PQconnectdb(getenv("DATABASE_URL")); }

PGconn *unknownHost(const char *host) {
  char text[128];
  snprintf(text, sizeof text, "host=%s dbname=todo", host);
  return PQconnectdb(text);
}

// Off, wherever it goes.
PGconn *unknownHostDisabled(const char *host) {
  char text[128];
  snprintf(text, sizeof text, "host=%s dbname=todo sslmode=disable", host); // expect[dbsafe-insecure-transport]: leaves this connection unencrypted
  return PQconnectdb(text);
}

PGconn *unknownMode(const char *mode) {
  char text[128];
  snprintf(text, sizeof text, "host=db.todo.internal sslmode=%s", mode);
  return PQconnectdb(text);
}

PGconn *unknownOptions(const char *options) {
  char text[128];
  snprintf(text, sizeof text, "%s host=db.todo.internal", options);
  return PQconnectdb(text);
}

PGconn *userIsNoMatter(const char *user) {
  char text[128];
  snprintf(text, sizeof text, "postgresql://%s@db.todo.internal/todo", user); // expect[dbsafe-insecure-transport]: 'db.todo.internal'
  return PQconnectdb(text);
}

PGconn *chosen(int local) {
  return PQconnectdb(local ? "host=localhost" : "host=db.todo.internal sslmode=verify-full");
}

PGconn *chosenBadly(int local) {
  return PQconnectdb(local ? "host=localhost"
                           : "host=db.todo.internal"); // expect[dbsafe-insecure-transport]:
}

// --- Arrays and arguments.
PGconn *listed(void) {
  const char *names[] = {"host", "dbname", NULL};
  const char *values[] = {"db.todo.internal", "todo", NULL}; // expect[dbsafe-insecure-transport]:
  return PQconnectdbParams(names, values, 0);
}

PGconn *listedVerified(void) {
  const char *names[] = {"host", "dbname", "sslmode", NULL};
  const char *values[] = {"db.todo.internal", "todo", "verify-full", NULL};
  return PQconnectdbParams(names, values, 0);
}

PGconn *listedWeak(void) {
  const char *names[] = {"host", "dbname", "sslmode", NULL};
  const char *values[] = {"db.todo.internal", "todo",
                          "prefer", NULL}; // expect[dbsafe-insecure-transport]: sslmode=prefer
  return PQconnectdbParams(names, values, 0);
}

PGconn *listedFromOutside(const char *host) {
  const char *names[] = {"host", "dbname", NULL};
  const char *values[] = {host, "todo", NULL};
  return PQconnectdbParams(names, values, 0);
}

PGconn *listedMode(const char *mode) {
  const char *names[] = {"host", "sslmode", NULL};
  const char *values[] = {"db.todo.internal", mode, NULL};
  return PQconnectdbParams(names, values, 0);
}

PGconn *login(void) {
  return PQsetdbLogin("db.todo.internal", "5432", NULL, NULL, "todo", "todo", NULL); // expect[dbsafe-insecure-transport]: nothing insists on TLS
}

PGconn *loginHere(void) {
  return PQsetdbLogin(NULL, "5432", NULL, NULL, "todo", "todo", NULL);
}

PGconn *loginByName(void) {
  return PQsetdbLogin(NULL, NULL, NULL, NULL, "postgresql://todo@db.todo.internal/todo?sslmode=verify-full", NULL, NULL);
}

static const char remote[] = "host=db.todo.internal dbname=todo"; // expect[dbsafe-insecure-transport]:
PGconn *constant(void) { return PQconnectdb(remote); }
