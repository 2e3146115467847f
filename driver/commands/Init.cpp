#include "commands/Commands.h"
namespace dbsafe::driver {
int init(const InitRequest &) { return Trouble; }
}
