//===- copying.cpp - COPY on a connection, and its text format ------------===//
//
// Manual, section 55.2.6 "COPY Operations" and the file formats of COPY. libpq
// does not have it in pipeline mode, so the connection leaves that mode for as
// long as it takes.
//
//===----------------------------------------------------------------------===//
#include "connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

namespace dbsafe::detail {

/// Rows are sent in pieces of about this size.
static constexpr std::size_t chunk_size = 65536;

static void append_escaped(std::string &text, char c) {
  switch (c) {
  case '\\':
    text += "\\\\";
    return;
  case '\t':
    text += "\\t";
    return;
  case '\n':
    text += "\\n";
    return;
  case '\r':
    text += "\\r";
    return;
  default:
    text += c;
  }
}

void append_copy_field(std::string &text, const parameter &value) {
  if (!value.data()) {
    text += "\\N\t";
    return;
  }
  if (value.binary()) {
    constexpr const char *digits = "0123456789abcdef";
    text += "\\\\x"; // A backslash, escaped.
    for (int i = 0; i < value.size(); ++i) {
      const auto byte = static_cast<unsigned char>(value.data()[i]);
      text += digits[byte / 16];
      text += digits[byte % 16];
    }
  } else {
    for (const char *c = value.data(); *c != '\0'; ++c)
      append_escaped(text, *c);
  }
  text += '\t';
}

void end_copy_row(std::string &text) {
  if (!text.empty() && text.back() == '\t')
    text.back() = '\n';
  else
    text += '\n';
}

static char unescaped(char c) {
  switch (c) {
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  case 'v':
    return '\v';
  default:
    return c;
  }
}

copy_row::copy_row(std::string_view line) {
  if (line.ends_with('\n'))
    line.remove_suffix(1);
  unescaped_.reserve(line.size());
  for (;;) {
    const std::size_t end = line.find('\t');
    const std::string_view one = line.substr(0, end);
    const std::size_t begin = unescaped_.size();
    if (one == "\\N") {
      values_.push_back({begin, 0, true});
    } else {
      for (std::size_t i = 0; i < one.size(); ++i)
        unescaped_ +=
            one[i] == '\\' && i + 1 < one.size() ? unescaped(one[++i]) : one[i];
      values_.push_back({begin, unescaped_.size() - begin, false});
    }
    if (end == std::string_view::npos)
      return;
    line.remove_prefix(end + 1);
  }
}

void copy_row::expect_columns(std::size_t count) const {
  if (values_.size() != count)
    fail_column_count(count, values_.size());
}

field copy_row::at(std::size_t column) const {
  const value &one = values_[column];
  return {std::string_view(unescaped_).substr(one.begin, one.size), "of COPY",
          type_oid::unspecified, one.null};
}

void connection::start_copy(const char *text, patience until) {
  if (!native_)
    throw connection_lost{"the connection is closed", false, false};
  sent_ = true;
  if (!PQexitPipelineMode(native_))
    lose("cannot leave pipeline mode");
  if (!PQsendQueryParams(native_, text, 0, nullptr, nullptr, nullptr, nullptr,
                         0))
    lose("cannot send a statement");
  flush(until);
}

void connection::resume_pipeline(patience until) {
  while (pg_result *const more = next_result(until))
    const result nothing_more(more);
  if (PQstatus(native_) == CONNECTION_BAD || !PQenterPipelineMode(native_))
    lose("the server closed the connection");
}

result connection::end_copy(patience until) {
  result last = expect_result(until);
  resume_pipeline(until);
  return last;
}

void connection::put_copy(const std::string &rows, patience until) {
  for (;;) {
    const int queued =
        PQputCopyData(native_, rows.data(), static_cast<int>(rows.size()));
    if (queued < 0)
      lose("cannot send rows");
    flush(until); // All of it: what waits here is memory.
    if (queued > 0)
      return;
  }
}

result connection::copy_in(const char *text, copy_source &rows,
                           std::exception_ptr &thrown, patience until) {
  start_copy(text, until);
  result first = expect_result(until);
  if (PQresultStatus(first.native()) != PGRES_COPY_IN) {
    resume_pipeline(until);
    return first;
  }
  std::string chunk;
  for (bool more = true; more;) {
    chunk.clear();
    try {
      while (more && chunk.size() < chunk_size)
        more = rows.append_row(chunk);
    } catch (...) {
      thrown = std::current_exception();
      break;
    }
    put_copy(chunk, until);
  }
  if (PQputCopyEnd(native_,
                   thrown ? "the rows ended in an exception" : nullptr) < 0)
    lose("cannot send rows");
  flush(until);
  return end_copy(until);
}

result connection::copy_out(const char *text, copy_sink &rows,
                            std::exception_ptr &thrown, patience until) {
  start_copy(text, until);
  result first = expect_result(until);
  if (PQresultStatus(first.native()) != PGRES_COPY_OUT) {
    resume_pipeline(until);
    return first;
  }
  const auto free = [](char *line) { PQfreemem(line); };
  for (;;) {
    char *line = nullptr;
    const int size = PQgetCopyData(native_, &line, 1);
    const std::unique_ptr<char, decltype(free)> owner(line, free);
    if (size < 0)
      return end_copy(until); // The result tells if it is an error.
    if (size == 0) {
      wait(POLLIN, until);
      if (!PQconsumeInput(native_))
        lose("the server closed the connection");
      continue;
    }
    if (thrown && clock::now() >= until.give_up)
      lose("there were too many rows to drop", true);
    if (thrown)
      continue;
    try {
      rows.take(copy_row({line, static_cast<std::size_t>(size)}));
    } catch (...) {
      thrown = std::current_exception();
      until = drop_until(until);
    }
  }
}

} // namespace dbsafe::detail
