// requires: server/spi.h
// config: ../only.yaml
// Functions inside the PostgreSQL server: StringInfo and SPI.
#include <server/spi.h>

void printed(const char *name, int id) {
  SPI_execute(psprintf("DELETE FROM t WHERE id = %d", id), false, 0);
  SPI_execute(psprintf("DELETE FROM t WHERE n = '%s'", name), false, 0); // expect[dbsafe-sql-concatenation]: a quoted value
}

void appended(const char *table, const char *name) {
  StringInfoData sql;
  initStringInfo(&sql);
  appendStringInfo(&sql, "DELETE FROM %s", table); // expect[dbsafe-sql-concatenation]: an identifier
  appendStringInfoString(&sql, " WHERE n = '");
  appendStringInfoString(&sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  appendStringInfoChar(&sql, '\'');
  SPI_execute(sql.data, false, 0);
}

void quoted(const char *table, const char *name) {
  StringInfo sql = makeStringInfo();
  appendStringInfo(sql, "DELETE FROM %s WHERE n = %s", quote_identifier(table),
                   quote_literal_cstr(name));
  SPI_execute(sql->data, false, 0);
}
