-- The todo service's tables. Everything that has a user_id belongs to that
-- user; tags are everybody's.
CREATE TABLE users (
  id    bigserial PRIMARY KEY,
  name  text NOT NULL UNIQUE
);

CREATE TABLE todos (
  id        bigserial PRIMARY KEY,
  user_id   bigint NOT NULL REFERENCES users (id),
  title     text NOT NULL,
  priority  int NOT NULL DEFAULT 0,
  done      boolean NOT NULL DEFAULT false,
  due       date
);

CREATE TABLE comments (
  id       bigserial PRIMARY KEY,
  user_id  bigint NOT NULL REFERENCES users (id),
  todo_id  bigint NOT NULL REFERENCES todos (id),
  body     text NOT NULL
);

CREATE TABLE tags (
  id    bigserial PRIMARY KEY,
  name  text NOT NULL UNIQUE
);

CREATE TABLE todo_tags (
  todo_id  bigint NOT NULL REFERENCES todos (id),
  tag_id   bigint NOT NULL REFERENCES tags (id),
  PRIMARY KEY (todo_id, tag_id)
);
