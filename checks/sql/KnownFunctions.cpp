//===- KnownFunctions.cpp - Functions that read no table ------------------===//
//
// PostgreSQL's own functions that a query would call, and the usual ones of
// MySQL, SQLite and SQL Server. Left out on purpose: those that run a query or
// read a file (query_to_xml, ts_stat, pg_read_file), and set_config, which can
// change who the principal is.
//
//===----------------------------------------------------------------------===//
#include "sql/KnownFunctions.h"
#include <algorithm>
#include <array>

namespace dbsafe::sql {

namespace {

constexpr auto Known = std::to_array<std::string_view>({
    // clang-format off
    "abbrev", "abs", "acos", "acosd", "acosh", "adddate", "aes_decrypt",
    "aes_encrypt", "age", "area", "array_agg", "array_append", "array_cat",
    "array_dims", "array_fill", "array_length", "array_lower", "array_ndims",
    "array_position", "array_positions", "array_prepend", "array_remove",
    "array_replace", "array_to_json", "array_to_string", "array_to_tsvector",
    "array_upper", "ascii", "asin", "asind", "asinh", "atan", "atan2",
    "atan2d", "atand", "atanh", "avg", "bit", "bit_and", "bit_count",
    "bit_length", "bit_or", "bit_xor", "bool", "bool_and", "bool_or", "box",
    "broadcast", "cardinality", "cash_words", "cbrt", "ceil", "ceiling",
    "center", "changes", "char", "char_length", "character_length",
    "charindex", "chr", "cidr", "circle", "clock_timestamp", "coalesce",
    "col_description", "concat", "concat_ws", "conv", "convert",
    "convert_from", "convert_to", "corr", "cos", "cosd", "cosh", "cot", "cotd",
    "count", "covar_pop", "covar_samp", "crc32", "crypt", "cume_dist",
    "curdate", "current_database", "current_date", "current_query",
    "current_schema", "current_schemas", "current_setting", "current_time",
    "current_timestamp", "current_user", "currval", "curtime", "date",
    "date_add", "date_format", "date_part", "date_sub", "date_trunc",
    "dateadd", "datediff", "datemultirange", "datename", "datepart",
    "daterange", "datetime", "day", "dayofmonth", "dayofweek", "dayofyear",
    "decode", "degrees", "dense_rank", "diameter", "digest", "div", "elt",
    "encode", "enum_first", "enum_last", "enum_range", "every", "exp",
    "extract", "factorial", "family", "field", "find_in_set", "first_value",
    "float4", "float8", "floor", "format", "format_type", "found_rows",
    "from_days", "from_unixtime", "gcd", "gen_random_uuid", "gen_salt",
    "generate_series", "generate_subscripts", "get_bit", "get_byte",
    "get_current_ts_config", "getdatabaseencoding", "getdate", "getpgusername",
    "getutcdate", "glob", "group_concat", "hashtext", "height", "hex", "hmac",
    "host", "hour", "if", "ifnull", "iif", "inet_aton", "inet_ntoa", "initcap",
    "instr", "int2", "int4", "int4multirange", "int4range", "int8",
    "int8multirange", "int8range", "interval", "is_normalized", "isempty",
    "isfinite", "isnull", "isnumeric", "json", "json_agg", "json_array",
    "json_array_elements", "json_array_elements_text", "json_array_length",
    "json_build_array", "json_build_object", "json_contains", "json_each",
    "json_each_text", "json_extract", "json_extract_path",
    "json_extract_path_text", "json_group_array", "json_group_object",
    "json_insert", "json_keys", "json_length", "json_object",
    "json_object_agg", "json_object_keys", "json_patch",
    "json_populate_record", "json_populate_recordset", "json_quote",
    "json_remove", "json_replace", "json_search", "json_set",
    "json_strip_nulls", "json_to_record", "json_to_recordset",
    "json_to_tsvector", "json_type", "json_typeof", "json_unquote",
    "json_valid", "jsonb_agg", "jsonb_array_elements",
    "jsonb_array_elements_text", "jsonb_array_length", "jsonb_build_array",
    "jsonb_build_object", "jsonb_concat", "jsonb_each", "jsonb_each_text",
    "jsonb_exists", "jsonb_extract_path", "jsonb_extract_path_text",
    "jsonb_insert", "jsonb_object", "jsonb_object_agg", "jsonb_object_keys",
    "jsonb_path_exists", "jsonb_path_exists_tz", "jsonb_path_match",
    "jsonb_path_match_tz", "jsonb_path_query", "jsonb_path_query_array",
    "jsonb_path_query_array_tz", "jsonb_path_query_first",
    "jsonb_path_query_first_tz", "jsonb_path_query_tz",
    "jsonb_populate_record", "jsonb_populate_recordset", "jsonb_pretty",
    "jsonb_set", "jsonb_set_lax", "jsonb_strip_nulls", "jsonb_to_record",
    "jsonb_to_recordset", "jsonb_to_tsvector", "jsonb_typeof", "julianday",
    "justify_days", "justify_hours", "justify_interval", "lag", "last_day",
    "last_insert_id", "last_insert_rowid", "last_value", "lastval", "lcase",
    "lcm", "lead", "left", "len", "length", "like", "like_escape", "likely",
    "line", "ln", "locate", "log", "log10", "lower", "lower_inc", "lower_inf",
    "lpad", "lseg", "ltrim", "macaddr", "macaddr8", "macaddr8_set7bit",
    "make_date", "make_interval", "make_time", "make_timestamp",
    "make_timestamptz", "makedate", "masklen", "max", "md5", "mid", "min",
    "min_scale", "minute", "mod", "mode", "money", "month", "multirange",
    "mxid_age", "name", "netmask", "network", "newid", "nextval", "normalize",
    "now", "nth_value", "ntile", "nullif", "num_nonnulls", "num_nulls",
    "numeric", "nummultirange", "numnode", "numrange", "nvl",
    "obj_description", "octet_length", "oid", "oidvectortypes", "overlaps",
    "overlay", "parse_ident", "path", "patindex", "percent_rank",
    "percentile_cont", "percentile_disc", "pg_advisory_lock",
    "pg_advisory_lock_shared", "pg_advisory_unlock", "pg_advisory_xact_lock",
    "pg_backend_pid", "pg_client_encoding", "pg_column_size",
    "pg_get_serial_sequence", "pg_notify", "pg_sleep", "pg_try_advisory_lock",
    "pg_try_advisory_xact_lock", "pg_typeof", "phraseto_tsquery", "pi",
    "plainto_tsquery", "point", "polygon", "position", "pow", "power",
    "printf", "quarter", "querytree", "quote", "quote_ident", "quote_literal",
    "quote_nullable", "radians", "radius", "rand", "random", "randomblob",
    "range_agg", "range_intersect_agg", "range_merge", "rank", "regclass",
    "regexp_count", "regexp_instr", "regexp_like", "regexp_match",
    "regexp_matches", "regexp_replace", "regexp_split_to_array",
    "regexp_split_to_table", "regexp_substr", "regr_avgx", "regr_avgy",
    "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx",
    "regr_sxy", "regr_syy", "repeat", "replace", "reverse", "right", "round",
    "row_count", "row_number", "row_to_json", "rowid", "rpad", "rtrim",
    "scale", "scope_identity", "second", "session_user", "set_bit", "set_byte",
    "set_masklen", "setweight", "sha", "sha1", "sha2", "sha224", "sha256",
    "sha384", "sha512", "shobj_description", "sign", "similar_escape",
    "similar_to_escape", "similarity", "sin", "sind", "sinh", "soundex",
    "space", "split_part", "sqrt", "st_asgeojson", "st_astext", "st_contains",
    "st_distance", "st_dwithin", "st_intersects", "st_makepoint", "st_point",
    "st_setsrid", "st_within", "st_x", "st_y", "starts_with",
    "statement_timestamp", "stddev", "stddev_pop", "stddev_samp",
    "str_to_date", "strftime", "string_agg", "string_to_array",
    "string_to_table", "strip", "strpos", "stuff", "subdate", "substr",
    "substring", "substring_index", "sum", "sysdate", "sysdatetime", "tan",
    "tand", "tanh", "text", "time", "time_format", "timediff", "timeofday",
    "timestamp", "timestampadd", "timestampdiff", "timestamptz", "timetz",
    "timezone", "to_ascii", "to_char", "to_date", "to_days", "to_hex",
    "to_json", "to_jsonb", "to_number", "to_regclass", "to_regcollation",
    "to_regnamespace", "to_regoper", "to_regoperator", "to_regproc",
    "to_regprocedure", "to_regrole", "to_regtype", "to_timestamp",
    "to_tsquery", "to_tsvector", "total", "total_changes",
    "transaction_timestamp", "translate", "trim_array", "trim_scale", "trunc",
    "truncate", "ts_debug", "ts_delete", "ts_filter", "ts_headline",
    "ts_lexize", "ts_parse", "ts_rank", "ts_rank_cd", "ts_token_type",
    "tsmultirange", "tsquery_phrase", "tsrange", "tstzmultirange", "tstzrange",
    "tsvector_to_array", "txid_current", "txid_current_if_assigned",
    "txid_current_snapshot", "txid_snapshot_xip", "txid_snapshot_xmax",
    "txid_snapshot_xmin", "txid_status", "txid_visible_in_snapshot", "typeof",
    "ucase", "unaccent", "unhex", "unicode", "unistr", "unix_timestamp",
    "unixepoch", "unlikely", "unnest", "upper", "upper_inc", "upper_inf",
    "utc_date", "utc_timestamp", "uuid", "uuid_generate_v1",
    "uuid_generate_v4", "uuid_short", "var_pop", "var_samp", "varbit",
    "varchar", "variance", "version", "websearch_to_tsquery", "week",
    "weekday", "width", "width_bucket", "word_similarity", "xid", "xml",
    "xml_is_well_formed", "xml_is_well_formed_content",
    "xml_is_well_formed_document", "xmlagg", "xmlcomment", "xmlexists",
    "xmlvalidate", "xpath", "xpath_exists", "year", "zeroblob",
    // clang-format on
});

constexpr auto Aggregates = std::to_array<std::string_view>({
    // clang-format off
    "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or",
    "corr", "count", "covar_pop", "covar_samp", "every", "group_concat",
    "json_agg", "json_arrayagg", "json_group_array", "json_group_object",
    "json_object_agg", "json_objectagg", "jsonb_agg", "jsonb_object_agg",
    "max", "min", "mode", "percentile_cont", "percentile_disc", "range_agg",
    "range_intersect_agg", "regr_avgx", "regr_avgy", "regr_count",
    "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy",
    "regr_syy", "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum",
    "total", "var_pop", "var_samp", "variance", "xmlagg",
    // clang-format on
});

} // namespace

bool readsNoTable(std::string_view Function) {
  return std::binary_search(Known.begin(), Known.end(), Function) ||
         isAggregate(Function);
}

bool isAggregate(std::string_view Function) {
  return std::binary_search(Aggregates.begin(), Aggregates.end(), Function);
}

} // namespace dbsafe::sql
