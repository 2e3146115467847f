/* hiredis, as its documentation describes it. */
#ifndef DECLARATIONS_HIREDIS_H
#define DECLARATIONS_HIREDIS_H
typedef struct redisContext redisContext;
typedef struct redisReply {
  int type;
  unsigned long len;
  char *str;
} redisReply;
redisContext *redisConnect(const char *host, int port);
void redisFree(redisContext *context);
void *redisCommand(redisContext *context, const char *format, ...);
void freeReplyObject(void *reply);
#endif
