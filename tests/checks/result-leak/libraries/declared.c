// A library that is declared by hand is the same library.
typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
PGresult *PQexec(PGconn *, const char *);
int PQresultStatus(const PGresult *);
int PQntuples(const PGresult *);
void PQclear(PGresult *);

int early(PGconn *c) {
  PGresult *res = PQexec(c, "SELECT 1"); // expect[dbsafe-result-leak]: 'res'
  if (PQresultStatus(res) != 2)
    return -1;
  int n = PQntuples(res);
  PQclear(res);
  return n;
}
