//===- SentLaterTest.cpp - Statements that are queued ---------------------===//
//
// One method keeps what it is given, another sends it: who queues a statement
// sends it, from whatever file.
//
//===----------------------------------------------------------------------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

class SentLater : public Workspace {
protected:
  Ran check(const std::vector<std::string> &Files) {
    std::vector<Entry> Entries;
    for (const std::string &File : Files)
      Entries.push_back({File, "c++ -std=c++17 -c " + File});
    database("build", Entries);
    return shell(DBSAFE_COMMAND
                 " check -p build --checks='-*,dbsafe-sql-concatenation'");
  }
};

TEST_F(SentLater, WhoQueuesAStatementSendsIt) {
  write("queue.h", "#pragma once\n"
                   "#include <queue>\n"
                   "#include <string>\n"
                   "extern \"C\" { typedef struct r PGresult;\n"
                   "typedef struct c PGconn;\n"
                   "PGresult *PQexec(PGconn *c, const char *q); }\n"
                   "class Queue {\n"
                   "public:\n"
                   "  void push(std::string &&sql);\n"
                   "  void label(const std::string &text);\n"
                   "  void process(PGconn *c);\n"
                   "private:\n"
                   "  std::queue<std::string> waiting_;\n"
                   "  std::string label_;\n"
                   "};\n");
  write("queue.cpp", "#include \"queue.h\"\n"
                     "void Queue::push(std::string &&sql) {\n"
                     "  waiting_.push(std::move(sql));\n"
                     "}\n"
                     "void Queue::label(const std::string &t) { label_ = t; }\n"
                     "void Queue::process(PGconn *c) {\n"
                     "  while (!waiting_.empty()) {\n"
                     "    std::string sql = waiting_.front();\n"
                     "    waiting_.pop();\n"
                     "    PQexec(c, sql.c_str());\n"
                     "  }\n"
                     "}\n");
  write("use.cpp", "#include \"queue.h\"\n"
                   "void rename(Queue &q, const std::string &name, int id) {\n"
                   "  q.push(\"UPDATE todos SET title = '\" + name + \"'\");\n"
                   "  q.push(\"DELETE FROM todos WHERE id = \" +\n"
                   "         std::to_string(id));\n"
                   "  q.label(\"title = '\" + name + \"'\");\n"
                   "}\n");
  Ran R = check({"queue.cpp", "use.cpp"});
  EXPECT_THAT(R.Out, HasSubstr("use.cpp:3:41: warning: 'name'"));
  EXPECT_THAT(R.Out, Not(HasSubstr("use.cpp:6")));
}

} // namespace
