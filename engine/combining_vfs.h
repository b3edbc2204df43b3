// A VFS of SQLite that combines writes: pages that stand side by side in a database go to the file
// in one call of the system, of up to 96 KB, instead of one call each.
//
// SQLite writes a new database page by page, mostly in the order of the file. What waits is written
// before a commit ends, before it is read, and before the file is synced or closed; a write that
// fails is reported by the call that made it necessary, at the latest by the commit. For files that
// nobody else looks at meanwhile, without a journal: other files of the connection (temporary ones)
// are those of SQLite's own VFS.
#pragma once

namespace undumpy::sqlite {

// Its name, for sqlite3_open_v2; null when it can not be registered. May be called again.
const char* combining_vfs();

}  // namespace undumpy::sqlite
