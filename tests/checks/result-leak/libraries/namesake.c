// Functions of the same names that give nothing.
int PQexec(void *, const char *);

void run(void *c) {
  PQexec(c, "SELECT 1");
  PQexec(c, "DELETE FROM todos WHERE done");
}
