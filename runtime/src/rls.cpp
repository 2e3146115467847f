//===- rls.cpp - Is row-level security really on --------------------------===//
//
// It is off for superusers, for BYPASSRLS, for owners unless FORCEd, and with
// a policy of `true`: four ways to believe in a wall that is not there
// (PostgreSQL manual, section 5.8). Asks the server, reports all findings.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/error.hpp"
#include "dbsafe/pool.hpp"

namespace dbsafe {

namespace {

struct role_facts {
  std::string name;
  bool superuser = false;
  bool bypass = false;
};

struct table_facts {
  std::string name; ///< Quoted by the server.
  std::string kind; ///< pg_class.relkind.
  bool owned = false;
  bool enabled = false;
  bool forced = false;
  std::int64_t policies = 0;
  std::int64_t open_policies = 0; ///< Permissive, and simply `true`.
};

class verifier {
public:
  explicit verifier(session &open) : session_(open) {}

  void check_role() {
    role_ = session_.one<role_facts>(
        "select rolname::text as name, rolsuper as superuser, "
        "rolbypassrls as bypass "
        "from pg_catalog.pg_roles where rolname = current_user");
    if (role_.superuser)
      add("role \"" + role_.name +
          "\" is a superuser, for whom no policy holds: connect as a role "
          "without that right");
    else if (role_.bypass)
      add("role \"" + role_.name +
          "\" has BYPASSRLS: ALTER ROLE ... NOBYPASSRLS");
  }

  void check_table(std::string_view name) {
    const auto found = session_.maybe_one<table_facts>(
        "select c.oid::regclass::text as name, c.relkind::text as kind, "
        "pg_has_role(c.relowner, 'USAGE') as owned, "
        "c.relrowsecurity as enabled, c.relforcerowsecurity as forced, "
        "(select count(*) from pg_catalog.pg_policy p "
        "where p.polrelid = c.oid) as policies, "
        "(select count(*) from pg_catalog.pg_policy p "
        "where p.polrelid = c.oid and p.polpermissive "
        "and (p.polroles = '{0}' or exists (select 1 from unnest(p.polroles) r "
        "where r <> 0 and pg_has_role(r, 'USAGE'))) "
        "and (pg_get_expr(p.polqual, p.polrelid) = 'true' "
        "or pg_get_expr(p.polwithcheck, p.polrelid) = 'true')) "
        "as open_policies "
        "from pg_catalog.pg_class c "
        "where c.oid = to_regclass($1)",
        name);
    if (!found)
      return add(std::string(name) + ": there is no such table");
    const table_facts &table = *found;
    if (table.kind == "v")
      return add(table.name + ": it is a view, which reads its tables with the "
                              "rights of its owner unless it was created WITH "
                              "(security_invoker): name the tables instead");
    if (table.kind != "r" && table.kind != "p")
      return add(table.name + ": it is no table, and nothing but tables can "
                              "have row-level security");
    if (!table.enabled)
      return add(table.name + ": ALTER TABLE " + table.name +
                 " ENABLE ROW LEVEL SECURITY is missing");
    if (table.owned && !table.forced && !role_.superuser)
      add(table.name + ": \"" + role_.name +
          "\" owns it, and policies do not hold for owners: ALTER TABLE " +
          table.name + " FORCE ROW LEVEL SECURITY, or connect as another role");
    if (table.policies == 0)
      add(table.name + ": it has no policy, so nobody sees any row");
    if (table.open_policies > 0)
      add(table.name + ": a policy of it is simply true, which lets everyone "
                       "through; compare a column with current_setting()");
    check_nobody_sees(table.name);
  }

  void finish() const {
    if (!problems_.empty())
      throw rls_not_effective("row-level security would not protect:" +
                              problems_);
  }

private:
  void add(const std::string &problem) { problems_ += "\n  - " + problem; }

  /// This session runs for nobody. That a policy fails for the empty id (as a
  /// cast of it does) also shows no row.
  void check_nobody_sees(const std::string &quoted) {
    savepoint before = session_.savepoint();
    try {
      if (session_.one<bool>(
              unsafe_sql{"select exists (select 1 from " + quoted + ")",
                         "the name was quoted by the server (regclass)"}))
        add(quoted + ": rows are visible although no user is set");
    } catch (const query_error &) {
      before.rollback();
      return;
    }
    before.release();
  }

  session &session_;
  role_facts role_;
  std::string problems_;
};

} // namespace

void pool::verify_rls(std::initializer_list<std::string_view> tables) const {
  transact([&](session &open) {
    verifier check(open);
    check.check_role();
    for (const std::string_view table : tables)
      check.check_table(table);
    check.finish();
  });
}

} // namespace dbsafe
