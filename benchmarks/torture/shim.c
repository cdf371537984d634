/* Makes the n-th call that changes a file under one folder fail, and all later ones where told.
 *
 * Loaded by LD_PRELOAD into a Python process and armed from there. Half of a write that fails for
 * want of space is written, as a full disk does. Taking files away always works.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static int fails_at, error, stays, calls, fired;

void torture_arm(const char *under, int n, int number, int from_then_on) {
    snprintf(folder, sizeof folder, "%s", under);
    calls = fired = 0;
    fails_at = n;
    error = number;
    stays = from_then_on;
}

void torture_disarm(void) { fails_at = 0; }

int torture_fired(void) { return fired; }

static int is_under(const char *path) { return path && strstr(path, folder) != NULL; }

static int is_meant(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_under(path);
}

static int fails(void) {
    if (!fails_at) return 0;
    calls++;
    if (calls == fails_at || (stays && calls > fails_at)) {
        fired++;
        errno = error;
        return 1;
    }
    return 0;
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name);

#define WRITING(name, type) \
    ssize_t name(int fd, const void *data, size_t size, type offset) { \
        REAL(name) \
        if (fails_at && is_meant(fd) && fails()) { \
            if (error == ENOSPC && fired == 1 && size > 1) return real(fd, data, size / 2, offset); \
            errno = error; \
            return -1; \
        } \
        return real(fd, data, size, offset); \
    }

WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write)
    if (fails_at && is_meant(fd) && fails()) {
        if (error == ENOSPC && fired == 1 && size > 1) return real(fd, data, size / 2);
        errno = error;
        return -1;
    }
    return real(fd, data, size);
}

#define ON_FILE(name) \
    int name(int fd) { \
        REAL(name) \
        return fails_at && is_meant(fd) && fails() ? -1 : real(fd); \
    }

ON_FILE(fsync)
ON_FILE(fdatasync)

#define CUTTING(name, type) \
    int name(int fd, type size) { \
        REAL(name) \
        return fails_at && is_meant(fd) && fails() ? -1 : real(fd, size); \
    }

CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name) \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        if (fails_at && flags & O_CREAT && is_under(path) && fails()) return -1; \
        return real(path, flags, mode); \
    }

OPENING(open)
OPENING(open64)

int linkat(int from, const char *old, int to, const char *new, int flags) {
    REAL(linkat)
    return fails_at && is_under(new) && fails() ? -1 : real(from, old, to, new, flags);
}

int link(const char *old, const char *new) {
    REAL(link)
    return fails_at && is_under(new) && fails() ? -1 : real(old, new);
}

int rename(const char *old, const char *new) {
    REAL(rename)
    return fails_at && is_under(new) && fails() ? -1 : real(old, new);
}
