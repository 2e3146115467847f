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

#ifdef __cplusplus
}
#endif

#endif
