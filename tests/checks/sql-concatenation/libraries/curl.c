// requires: curl/curl.h
// requires: sqlite3.h
// config: ../only.yaml
// libcurl hands what a server answers to a function of the program.
#include <curl/curl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static sqlite3 *db;

static size_t store(char *data, size_t size, size_t count, void *user) {
  char sql[4096];
  snprintf(sql, sizeof sql, "INSERT INTO pages VALUES('%.*s')", (int)(size * count), data); // expect-error[dbsafe-sql-concatenation]: text from the answer of an HTTP server
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  return size * count;
}

static size_t measure(char *data, size_t size, size_t count, void *user) {
  char sql[128];
  snprintf(sql, sizeof sql, "INSERT INTO sizes VALUES(%zu)", size * count);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  return size * count;
}

// What is sent is not what is received.
static size_t upload(char *data, size_t size, size_t count, void *user) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT body FROM outbox WHERE box = '%s'", (const char *)user); // expect[dbsafe-sql-concatenation]: a quoted value
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  return 0;
}

void fetch(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_URL, "https://example.org/");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, store);
  curl_easy_perform(curl);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, measure);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, upload);
  curl_easy_perform(curl);
}
