// requires: hiredis/hiredis.h
// requires: cassandra.h
// requires: mysql.h
// config: only.yaml
// Passwords of servers that read no SQL, and one in MariaDB's connection
// string. All are invented.
#include <cassandra.h>
#include <hiredis/hiredis.h>
#include <mysql.h>
#include <stdlib.h>

void redis(redisContext *c) {
  redisCommand(c, "AUTH %s", "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
  redisCommand(c, "AUTH %s %s", "todo", "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void redisFromEnvironment(redisContext *c) {
  redisCommand(c, "AUTH %s", getenv("REDIS_PASSWORD"));
  redisCommand(c, "SET %s %s", "title", "k7mQ-trZ");
}

void cassandra(CassCluster *c) {
  cass_cluster_set_credentials(c, "todo", "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void cassandraFromEnvironment(CassCluster *c) {
  cass_cluster_set_credentials(c, "todo", getenv("CASSANDRA_PASSWORD"));
}

MYSQL *mariadb(MYSQL *db) {
  return mysql_real_connect(db, "host=db.todo.internal;user=todo;password=k7mQ-trZ", NULL, NULL, NULL, 0, NULL, 0); // expect[dbsafe-hardcoded-credentials]:
}

MYSQL *byHost(MYSQL *db) {
  return mysql_real_connect(db, "db.todo.internal", "todo", getenv("TODO_PASSWORD"), "todo", 0, NULL, 0);
}
