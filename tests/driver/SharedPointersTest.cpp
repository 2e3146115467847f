//===- SharedPointersTest.cpp - Function pointers that files share --------===//
//
// What C programs do for want of classes: a struct of function pointers that
// one file fills and all call through, objects that one file makes and another
// runs.
//
//===----------------------------------------------------------------------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class SharedPointers : public Workspace {
protected:
  Ran check(const std::vector<std::string> &Files) {
    std::vector<Entry> Entries;
    for (const std::string &File : Files)
      Entries.push_back({File, "cc -std=c11 -c " + File});
    database("build", Entries);
    return shell(DBSAFE_COMMAND " check -p build");
  }
};

/// SQL->query(...), filled in by sql.c; text->print(...), by text.c.
class Interfaces : public SharedPointers {
protected:
  Interfaces() {
    write("text.h",
          "#pragma once\n"
          "#include <stdarg.h>\n"
          "struct text { char *start; char *end; };\n"
          "struct text_calls {\n"
          "  void (*clear)(struct text *t);\n"
          "  void (*vprint)(struct text *t, const char *f, va_list);\n"
          "  char *(*value)(struct text *t);\n"
          "};\n"
          "extern struct text_calls *text;\n");
    write("text.c",
          "#include \"text.h\"\n"
          "#include <stdio.h>\n"
          "static struct text_calls calls;\n"
          "struct text_calls *text;\n"
          "static void clear(struct text *t) { t->end = t->start; }\n"
          "static void vprint(struct text *t, const char *f, va_list a) {\n"
          "  t->end += vsnprintf(t->end, 100, f, a);\n"
          "}\n"
          "static char *value(struct text *t) { return t->start; }\n"
          "void text_calls(void) {\n"
          "  text = &calls;\n"
          "  text->clear = clear; text->vprint = vprint; text->value = value;\n"
          "}\n");
    write("sql.h", "#pragma once\n"
                   "#include \"text.h\"\n"
                   "struct sql_calls {\n"
                   "  int (*query)(struct text *t, const char *format, ...);\n"
                   "  int (*send)(const char *statement);\n"
                   "  unsigned long (*escape)(char *to, const char *from);\n"
                   "};\n"
                   "extern struct sql_calls *sql;\n");
    write(
        "sql.c",
        "#include \"sql.h\"\n"
        "#include <string.h>\n"
        "int mysql_query(void *, const char *);\n"
        "unsigned long mysql_real_escape_string(void *, char *,\n"
        "                                       const char *, unsigned long);\n"
        "static struct sql_calls calls;\n"
        "struct sql_calls *sql;\n"
        "static int send(const char *s) { return mysql_query(0, s); }\n"
        "static int query(struct text *t, const char *format, ...) {\n"
        "  va_list a;\n"
        "  text->clear(t);\n"
        "  va_start(a, format);\n"
        "  text->vprint(t, format, a);\n"
        "  va_end(a);\n"
        "  return mysql_query(0, text->value(t));\n"
        "}\n"
        "static unsigned long escape(char *to, const char *from) {\n"
        "  return mysql_real_escape_string(0, to, from, strlen(from));\n"
        "}\n"
        "void sql_calls(void) {\n"
        "  sql = &calls;\n"
        "  sql->query = query; sql->send = send; sql->escape = escape;\n"
        "}\n");
  }

  std::string findings(const std::string &Body) {
    write("caller.c",
          "#include \"sql.h\"\n"
          "#include <stdio.h>\n"
          "void find(struct text *t, const char *name, int id) {\n" +
              Body + "\n}\n");
    return check({"text.c", "sql.c", "caller.c"}).Out;
  }
};

TEST_F(Interfaces, AFormatHandedToAPointerIsSql) {
  std::string Out =
      findings("sql->query(t, \"DELETE FROM u WHERE name = '%s'\", name);");
  EXPECT_THAT(Out, HasSubstr("caller.c:4:"));
  EXPECT_THAT(Out, HasSubstr("'name' is concatenated into SQL"));
  EXPECT_THAT(Out, HasSubstr("through 'sql_calls::query'"));
}

TEST_F(Interfaces, ItsNumbersAreFine) {
  EXPECT_THAT(findings("sql->query(t, \"DELETE FROM u WHERE id = %d\", id);"),
              HasSubstr("no findings"));
}

TEST_F(Interfaces, AStatementHandedToAPointerIsSql) {
  EXPECT_THAT(findings("char s[99];\n"
                       "sprintf(s, \"DROP TABLE %s\", name);\n"
                       "sql->send(s);"),
              HasSubstr("caller.c:5:"));
  EXPECT_THAT(findings("sql->send(\"SELECT 1\"); puts(name);"),
              HasSubstr("no findings"));
}

TEST_F(Interfaces, WhatAPointerQuotesIsQuoted) {
  EXPECT_THAT(
      findings("char e[99];\n"
               "sql->escape(e, name);\n"
               "sql->query(t, \"DELETE FROM u WHERE name = '%s'\", e);"),
      HasSubstr("no findings"));
}

// Of several functions behind one pointer, any may be called.
TEST_F(Interfaces, WhatOneOfTwoQuotesIsNotQuoted) {
  write("plain.c", "#include \"sql.h\"\n"
                   "#include <string.h>\n"
                   "static unsigned long copy(char *to, const char *from) {\n"
                   "  strcpy(to, from);\n"
                   "  return strlen(to);\n"
                   "}\n"
                   "void plain_calls(void) { sql->escape = copy; }\n");
  findings("char e[99];\n"
           "sql->escape(e, name);\n"
           "sql->query(t, \"DELETE FROM u WHERE name = '%s'\", e);");
  Ran R = check({"text.c", "sql.c", "plain.c", "caller.c"});
  EXPECT_EQ(R.Code, 1) << R.Out << R.Err;
  EXPECT_THAT(R.Out, HasSubstr("caller.c:6:"));
}

/// A statement made by one file, run by another, for a third.
class Objects : public SharedPointers {
protected:
  Objects() {
    write("statement.h", "#pragma once\n"
                         "#include <stdarg.h>\n"
                         "typedef struct statement statement;\n"
                         "void prepare(const char *f, va_list, statement **);\n"
                         "int execute(statement *);\n"
                         "void run(const char *format, ...);\n");
    write("statement.c",
          "#include \"statement.h\"\n"
          "#include <stdio.h>\n"
          "#include <stdlib.h>\n"
          "#include <string.h>\n"
          "int PQexec(void *, const char *);\n"
          "struct statement { char *sql; void *rows; };\n"
          "void prepare(const char *f, va_list a, statement **made) {\n"
          "  char text[99];\n"
          "  *made = (statement *)malloc(sizeof **made);\n"
          "  vsnprintf(text, 99, f, a);\n"
          "  (*made)->sql = strdup(text);\n"
          "  (*made)->rows = NULL;\n"
          "}\n"
          "int execute(statement *s) { return PQexec(0, s->sql); }\n");
    write("run.c", "#include \"statement.h\"\n"
                   "static void vrun(const char *format, va_list given) {\n"
                   "  statement *s;\n"
                   "  prepare(format, given, &s);\n"
                   "  while (execute(s) == 1)\n"
                   "    ;\n"
                   "}\n"
                   "void run(const char *format, ...) {\n"
                   "  va_list given;\n"
                   "  va_start(given, format);\n"
                   "  vrun(format, given);\n"
                   "  va_end(given);\n"
                   "}\n");
  }

  std::string findings(const std::string &Body) {
    write("caller.c", "#include \"statement.h\"\n"
                      "void find(const char *name, int id) {\n" +
                          Body + "\n}\n");
    return check({"statement.c", "run.c", "caller.c"}).Out;
  }
};

TEST_F(Objects, AStatementIsFollowedThroughTheObjectThatHoldsIt) {
  std::string Out = findings("run(\"DELETE FROM u WHERE name = '%s'\", name);");
  EXPECT_THAT(Out, HasSubstr("caller.c:3:"));
  EXPECT_THAT(Out, Not(HasSubstr("statement.c:")));
}

TEST_F(Objects, ANumberInItIsFine) {
  EXPECT_THAT(findings("run(\"DELETE FROM u WHERE id = %d\", id);"),
              HasSubstr("no findings"));
}

} // namespace
