// requires: hiredis/hiredis.h
#include <hiredis/hiredis.h>

int early(redisContext *c, int wanted) {
  redisReply *reply = redisCommand(c, "GET x"); // expect[dbsafe-result-leak]: 'reply', the reply of 'redisCommand'
  if (!reply)
    return -1;
  if (!wanted)
    return 0;
  freeReplyObject(reply);
  return 1;
}

int released(redisContext *c) {
  redisReply *reply = redisCommand(c, "GET x");
  if (!reply)
    return -1;
  freeReplyObject(reply);
  return 1;
}
