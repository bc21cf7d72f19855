// A file system that passes every operation on to a folder, after a set time.
// usage: slow-fs FOLDER MOUNTPOINT MICROSECONDS. It says "ready" when it is mounted, and unmounts on SIGTERM or when its standard input ends.
#define _GNU_SOURCE
#define FUSE_USE_VERSION 312
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 64 };

static int root;
static long delay_ns;
static pthread_t main_thread;

static void delay(void)
{
    if (delay_ns == 0) return;
    // A sleep ends up to 50 us late by default; the slack belongs to the thread.
    static __thread int exact;
    if (!exact) exact = prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0) == 0;
    struct timespec left = { delay_ns / 1000000000, delay_ns % 1000000000 };
    while (nanosleep(&left, &left) == -1 && errno == EINTR) { }
}

static const char *at(const char *path) { return path[1] ? path + 1 : "."; }
static int result(int r) { return r == -1 ? -errno : r; }

// The kernel has done what these flags ask for, and gives offsets; a buffer of ours is not aligned as O_DIRECT asks.
static int passed(int flags) { return flags & ~(O_DIRECT | O_APPEND | O_SYNC | O_NOFOLLOW); }

static int opened(int fd, struct fuse_file_info *info)
{
    if (fd == -1) return -errno;
    info->fh = (uint64_t)fd;
    info->direct_io = (info->flags & O_DIRECT) != 0;
    return 0;
}

static int s_getattr(const char *path, struct stat *st, struct fuse_file_info *info)
{
    delay();
    return result(info ? fstat((int)info->fh, st) : fstatat(root, at(path), st, AT_SYMLINK_NOFOLLOW));
}

static int s_open(const char *path, struct fuse_file_info *info)
{
    delay();
    return opened(openat(root, at(path), passed(info->flags)), info);
}

static int s_create(const char *path, mode_t mode, struct fuse_file_info *info)
{
    delay();
    return opened(openat(root, at(path), passed(info->flags) | O_CREAT, mode), info);
}

static int s_read(const char *path, char *buffer, size_t size, off_t offset, struct fuse_file_info *info)
{
    delay();
    return result((int)pread((int)info->fh, buffer, size, offset));
}

static int s_write(const char *path, const char *buffer, size_t size, off_t offset, struct fuse_file_info *info)
{
    delay();
    return result((int)pwrite((int)info->fh, buffer, size, offset));
}

static int s_fsync(const char *path, int data_only, struct fuse_file_info *info)
{
    delay();
    return result(data_only ? fdatasync((int)info->fh) : fsync((int)info->fh));
}

static int s_truncate(const char *path, off_t size, struct fuse_file_info *info)
{
    delay();
    if (info) return result(ftruncate((int)info->fh, size));
    int fd = openat(root, at(path), O_WRONLY);
    if (fd == -1) return -errno;
    int r = result(ftruncate(fd, size));
    close(fd);
    return r;
}

// Closing tells nobody anything, so it takes no time.
static int s_release(const char *path, struct fuse_file_info *info) { return result(close((int)info->fh)); }
static int s_unlink(const char *path) { delay(); return result(unlinkat(root, at(path), 0)); }
static int s_rmdir(const char *path) { delay(); return result(unlinkat(root, at(path), AT_REMOVEDIR)); }
static int s_mkdir(const char *path, mode_t mode) { delay(); return result(mkdirat(root, at(path), mode)); }
static int s_chmod(const char *path, mode_t mode, struct fuse_file_info *info) { delay(); return result(fchmodat(root, at(path), mode, 0)); }
static int s_chown(const char *path, uid_t uid, gid_t gid, struct fuse_file_info *info) { delay(); return result(fchownat(root, at(path), uid, gid, AT_SYMLINK_NOFOLLOW)); }

static int s_rename(const char *from, const char *to, unsigned flags)
{
    delay();
    return result(renameat2(root, at(from), root, at(to), flags));
}

static int s_utimens(const char *path, const struct timespec times[2], struct fuse_file_info *info)
{
    delay();
    return result(utimensat(root, at(path), times, AT_SYMLINK_NOFOLLOW));
}

static int s_readdir(const char *path, void *entries, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *info, enum fuse_readdir_flags flags)
{
    delay();
    int fd = openat(root, at(path), O_RDONLY | O_DIRECTORY);
    if (fd == -1) return -errno;
    DIR *folder = fdopendir(fd);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
    {
        struct stat st = { .st_ino = entry->d_ino, .st_mode = (mode_t)entry->d_type << 12 };
        if (fill(entries, entry->d_name, &st, 0, 0)) break;
    }
    closedir(folder);
    return 0;
}

static void *s_init(struct fuse_conn_info *connection, struct fuse_config *config)
{
    // Every look at a name or its attributes is an operation of the storage, and a read is one and not two.
    config->attr_timeout = config->entry_timeout = config->negative_timeout = 0;
    config->use_ino = 1;
    // A deleted file that is open stays reachable by its descriptor.
    config->hard_remove = 1;
    config->nullpath_ok = 0;
    connection->want &= ~(unsigned)FUSE_CAP_AUTO_INVAL_DATA;
    return NULL;
}

static const struct fuse_operations operations = {
    .getattr = s_getattr, .open = s_open, .create = s_create, .read = s_read, .write = s_write, .fsync = s_fsync, .truncate = s_truncate,
    .release = s_release, .unlink = s_unlink, .rmdir = s_rmdir, .mkdir = s_mkdir, .chmod = s_chmod, .chown = s_chown, .rename = s_rename,
    .utimens = s_utimens, .readdir = s_readdir, .init = s_init,
};

// Whoever started this may be killed; its end of the pipe is closed then, too.
static void *watch(void *unused)
{
    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0) { }
    pthread_kill(main_thread, SIGTERM);
    return NULL;
}

int main(int count, char **arguments)
{
    if (count != 4) { fputs("usage: slow-fs FOLDER MOUNTPOINT MICROSECONDS\n", stderr); return 2; }
    root = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root == -1) { perror(arguments[1]); return 1; }
    delay_ns = atol(arguments[3]) * 1000;

    char *options[] = { arguments[0], "-o", "fsname=slow-fs,subtype=slow", NULL };
    struct fuse_args args = FUSE_ARGS_INIT(3, options);
    struct fuse *fuse = fuse_new(&args, &operations, sizeof operations, NULL);
    if (!fuse || fuse_mount(fuse, arguments[2]) != 0) return 1;
    struct fuse_session *session = fuse_get_session(fuse);
    if (fuse_set_signal_handlers(session) != 0) return 1;

    main_thread = pthread_self();
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t watcher;
    pthread_create(&watcher, NULL, watch, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);

    puts("ready");
    fflush(stdout);
    struct fuse_loop_config *config = fuse_loop_cfg_create();
    fuse_loop_cfg_set_max_threads(config, THREADS);
    fuse_loop_cfg_set_idle_threads(config, THREADS);
    fuse_loop_mt(fuse, config);
    fuse_loop_cfg_destroy(config);

    fuse_remove_signal_handlers(session);
    fuse_unmount(fuse);
    fuse_destroy(fuse);
    return 0;
}
