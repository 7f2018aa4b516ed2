/* Preloaded before a program: every flush to disk takes two milliseconds longer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

#define SLOWER_US 2000

typedef int (*flush)(int);

static int slowed(const char *name, int file) {
  flush real = (flush)dlsym(RTLD_NEXT, name);
  usleep(SLOWER_US);
  return real(file);
}

int fsync(int file) { return slowed("fsync", file); }
int fdatasync(int file) { return slowed("fdatasync", file); }
