// requires: libpq-fe.h
// config: only.yaml
// flags: -D_GNU_SOURCE
// Terminals, logs and command lines in C.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

// --- Secrets by where they come from.
void environment(void) {
  printf("PGPASSWORD is %s\n", getenv("PGPASSWORD")); // expect[dbsafe-credential-exposure]: the password from the environment is written where others read it
}

void environmentIsSet(void) {
  printf("PGPASSWORD is %s\n", getenv("PGPASSWORD") ? "set" : "not set");
}

void otherEnvironment(void) { printf("PGUSER is %s\n", getenv("PGUSER")); }

void url(void) {
  const char *url = getenv("DATABASE_URL");
  if (!url) {
    fprintf(stderr, "DATABASE_URL is not set\n");
    return;
  }
  syslog(LOG_INFO, "connecting to %s", url); // expect[dbsafe-credential-exposure]: DATABASE_URL
}

void ofConnection(PGconn *c) {
  fprintf(stderr, "user %s, password %s\n", PQuser(c), PQpass(c)); // expect[dbsafe-credential-exposure]: the password of a connection
}

void ofConnectionHarmless(PGconn *c) {
  fprintf(stderr, "user %s on %s\n", PQuser(c), PQhost(c));
}

// --- Secrets by where they go.
PGconn *password(const char *host, const char *secret) {
  fprintf(stderr, "%s: trying %s\n", host, secret); // expect[dbsafe-credential-exposure]: a password
  return PQsetdbLogin(host, NULL, NULL, NULL, "todo", "todo", secret);
}

PGconn *passwordKept(const char *host, const char *secret) {
  fprintf(stderr, "%s: trying a password of %zu characters\n", host, strlen(secret));
  return PQsetdbLogin(host, NULL, NULL, NULL, "todo", "todo", secret);
}

PGconn *whole(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  if (PQstatus(c) != CONNECTION_OK)
    fprintf(stderr, "can't connect with \"%s\": %s", conninfo, PQerrorMessage(c)); // expect[dbsafe-credential-exposure]: a connection string
  return c;
}

PGconn *wholeKept(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  if (PQstatus(c) != CONNECTION_OK)
    fprintf(stderr, "can't connect: %s", PQerrorMessage(c));
  return c;
}

// A database's name is shown by every client.
PGconn *name(const char *host, const char *database, const char *secret) {
  PGconn *c = PQsetdbLogin(host, NULL, NULL, NULL, database, "todo", secret);
  if (PQstatus(c) != CONNECTION_OK)
    fprintf(stderr, "can't connect to database \"%s\"", database);
  return c;
}

PGconn *put(const char *host, const char *secret) {
  char text[256];
  snprintf(text, sizeof text, "host=%s user=todo password=%s", host, secret);
  puts(text); // expect[dbsafe-credential-exposure]: a password
  return PQconnectdb(text);
}

static void report(const char *message) { syslog(LOG_ERR, "todo: %s", message); }

PGconn *throughHelper(const char *conninfo) {
  report(conninfo); // expect[dbsafe-credential-exposure]:
  return PQconnectdb(conninfo);
}

struct settings {
  const char *host, *user, *password;
};

void print(const struct settings *s) {
  printf("host %s, password %s\n", s->host, s->password); // expect[dbsafe-credential-exposure]:
}

void printHarmless(const struct settings *s) {
  printf("host %s, user %s\n", s->host, s->user);
}

PGconn *use(const struct settings *s) {
  return PQsetdbLogin(s->host, NULL, NULL, NULL, "todo", s->user, s->password);
}

// Some of it is no more than a hint.
PGconn *hint(const char *secret) {
  printf("password %c...\n", secret[0]);
  return PQsetdbLogin(NULL, NULL, NULL, NULL, "todo", "todo", secret);
}

// What is written to a file of the program's own is not shown.
void passfile(FILE *file, PGconn *c) { fprintf(file, "%s\n", PQpass(c)); }

// --- Secrets by what stands around them.
void byForm(const char *user, const char *word, const char *host) {
  fprintf(stderr, "trying postgresql://%s:%s@%s/todo\n", user, word, host); // expect[dbsafe-credential-exposure]: a password
}

void byFormWithout(const char *user, const char *host) {
  fprintf(stderr, "trying postgresql://%s@%s/todo\n", user, host);
}

// --- Command lines.
void dump(const char *word) {
  char command[256];
  snprintf(command, sizeof command, "PGPASSWORD=%s pg_dump todo", word);
  system(command); // expect[dbsafe-credential-exposure]: stands on a command line
}

void dumpHarmless(const char *file) {
  char command[256];
  snprintf(command, sizeof command, "pg_dump -f %s todo", file);
  system(command);
}

void run(void) {
  execlp("psql", "psql", getenv("DATABASE_URL"), (char *)NULL); // expect[dbsafe-credential-exposure]: command line
}

void runHarmless(void) {
  execlp("psql", "psql", "-d", "todo", (char *)NULL);
}

void runWithArguments(void) {
  char *arguments[] = {"psql", getenv("DATABASE_URL"), NULL};
  execvp("psql", arguments); // expect[dbsafe-credential-exposure]: command line
}

FILE *backup(const char *secret) {
  char command[256];
  snprintf(command, sizeof command, "mysqldump -u todo -p%s todo", secret);
  return popen(command, "r"); // expect[dbsafe-credential-exposure]:
}

// The port of another command is no password.
FILE *tunnel(const char *port) {
  char command[256];
  snprintf(command, sizeof command, "ssh -p%s db.todo.internal", port);
  return popen(command, "r");
}
