//===- PlaceholderTest.cpp - What stands where a secret will be -----------===//
#include "conninfo/Conninfo.h"
#include "gtest/gtest.h"

using namespace dbsafe::conninfo;

namespace {

TEST(Placeholder, AreNoSecrets) {
  for (std::string_view Value :
       {"", " ",
        // Masks.
        "*", "***", "********", "x", "xxxx", "XXXXXXXX", "...", ".", "---",
        "???", "\u2026", "aaaa", "####",
        // Wrapped.
        "<password>", "<your password>", "{password}", "{{password}}",
        "{{ db.password }}", "${PGPASSWORD}", "${PW:-}", "$(cat /run/pw)",
        "$PGPASSWORD", "$1", "$pw", "$db_pass", "%PGPASSWORD%", "%(password)s",
        "[PASSWORD]", "[YOUR-PASSWORD]", "@PASSWORD@", "__PASSWORD__",
        "#{password}", "<%= pw %>", ":password", "${{ x }}",
        // Formats.
        "%s", "%v", "%d", "%-10s", "%.*s", "%1$s", "%@", "%ls", "{}", "{0}",
        "{:d}", "%1", "%1%", "%s%s", "{}{}",
        // The key's own name.
        "password", "PASSWORD", "Password", "passwd", "pass", "pw", "pwd",
        "db_pass", "dbpassword", "db_password", "db-password", "user_pass",
        "PGPASSWORD", "mysql_pwd",
        // Instructions.
        "changeme", "CHANGEME", "change_me", "change-me", "change me",
        "change_this_password", "yourpassword", "YourStrongPassword",
        "your-password", "your_password_here", "your password here", "example",
        "dummy", "dummy_password", "placeholder", "redacted", "REDACTED",
        "todo", "TODO", "fixme", "replace-me", "null", "none",
        "your-secret-here", "password-here", "enter-password-here",
        // Vaults.
        "op://vault/db/password", "vault:secret/db#pw",
        "arn:aws:secretsmanager:eu-west-1:1:secret:db", "ENC(3fHq9v)",
        "env:PGPASSWORD"})
    EXPECT_TRUE(isPlaceholder(Value)) << Value;
}

TEST(Placeholder, AreWholeValuesOnly) {
  for (std::string_view Value : {"hunter2",
                                 "s3cr3t",
                                 "secret",
                                 "Passw0rd",
                                 "password1",
                                 "password123",
                                 "mypassword",
                                 "admin",
                                 "root",
                                 "postgres",
                                 "user",
                                 "test",
                                 "user1",
                                 "admin123",
                                 "exampleCorp2024",
                                 "dummy7",
                                 "my-example-pw9",
                                 "xxx1",
                                 "**a",
                                 "a",
                                 "1",
                                 "12",
                                 "ab",
                                 "aab",
                                 "$ecret",
                                 "$ecret1",
                                 "$ecretPw",
                                 "$5dollars",
                                 "p$1",
                                 "<a>b<c>",
                                 "<open",
                                 "open>",
                                 "{a}b",
                                 "a{0}",
                                 "100%",
                                 "%",
                                 "%zz",
                                 "50%s",
                                 "%sx",
                                 "{",
                                 "}",
                                 "__x",
                                 "@home",
                                 "@a b@",
                                 "%a b%",
                                 ":",
                                 ":1",
                                 ":-)",
                                 "op://",
                                 "vault:",
                                 "ENC(",
                                 "ENC(x",
                                 "changeme1",
                                 "change-it-2024",
                                 "your2",
                                 "yourdog!",
                                 "passport",
                                 "passw",
                                 "pass1234",
                                 "bypass",
                                 "compass",
                                 "db",
                                 "the",
                                 "my_password",
                                 "my-secret-pw",
                                 "new password",
                                 "nullpointer",
                                 "todo-list",
                                 "xkcd",
                                 "correct horse",
                                 "..a"})
    EXPECT_FALSE(isPlaceholder(Value)) << Value;
}

TEST(Placeholder, IsTheNameOfItsOwnKey) {
  EXPECT_TRUE(isPlaceholder("secret_key", "secret_key"));
  EXPECT_TRUE(isPlaceholder("Secret_Key", "secret_key"));
  EXPECT_FALSE(isPlaceholder("secret_key", "password"));
}

} // namespace
