/* The DataStax driver for Cassandra, as its documentation describes it. */
#ifndef DECLARATIONS_CASSANDRA_H
#define DECLARATIONS_CASSANDRA_H
typedef struct CassCluster_ CassCluster;
void cass_cluster_set_credentials(CassCluster *cluster, const char *username,
                                  const char *password);
#endif
