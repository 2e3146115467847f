/* GNU libmicrohttpd, as its manual describes it. */
#ifndef DECLARATIONS_MICROHTTPD_H
#define DECLARATIONS_MICROHTTPD_H

#ifdef __cplusplus
extern "C" {
#endif

struct MHD_Connection;
enum MHD_ValueKind { MHD_HEADER_KIND = 1, MHD_COOKIE_KIND = 2, MHD_GET_ARGUMENT_KIND = 8 };
const char *MHD_lookup_connection_value(struct MHD_Connection *connection,
                                        enum MHD_ValueKind kind,
                                        const char *key);


struct MHD_Daemon;
enum MHD_Result { MHD_NO = 0, MHD_YES = 1 };
typedef enum MHD_Result (*MHD_AcceptPolicyCallback)(void *cls,
                                                    const void *address,
                                                    unsigned length);
typedef enum MHD_Result (*MHD_AccessHandlerCallback)(
    void *cls, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload_data,
    unsigned long *upload_data_size, void **req_cls);
struct MHD_Daemon *MHD_start_daemon(unsigned flags, unsigned short port,
                                    MHD_AcceptPolicyCallback policy,
                                    void *policy_cls,
                                    MHD_AccessHandlerCallback handler,
                                    void *handler_cls, ...);
typedef enum MHD_Result (*MHD_KeyValueIterator)(void *cls,
                                                enum MHD_ValueKind kind,
                                                const char *key,
                                                const char *value);
int MHD_get_connection_values(struct MHD_Connection *connection,
                              enum MHD_ValueKind kind,
                              MHD_KeyValueIterator iterator, void *cls);

#ifdef __cplusplus
}
#endif

#endif
