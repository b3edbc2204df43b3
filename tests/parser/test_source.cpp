#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "parser/source.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;

struct Item {
  std::string name;
  std::string content;
  mode_t type = AE_IFREG;
};

// Writes an archive with exactly these members, whatever their names.
void make_archive(const std::string& path, const std::string& kind,
                  const std::vector<Item>& items) {
  archive* out = archive_write_new();
  if (kind == "zip") {
    archive_write_set_format_zip(out);
  } else {
    archive_write_set_format_pax_restricted(out);
    if (kind == "tar.gz") archive_write_add_filter_gzip(out);
    if (kind == "tar.xz") archive_write_add_filter_xz(out);
    if (kind == "tar.zst") archive_write_add_filter_zstd(out);
  }
  ASSERT_EQ(archive_write_open_filename(out, path.c_str()), ARCHIVE_OK);
  for (const Item& item : items) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, item.name.c_str());
    archive_entry_set_filetype(entry, item.type);
    archive_entry_set_perm(entry, 0644);
    if (item.type == AE_IFLNK) {
      archive_entry_set_symlink(entry, item.content.c_str());
    } else {
      archive_entry_set_size(entry, static_cast<la_int64_t>(item.content.size()));
    }
    archive_write_header(out, entry);
    if (item.type == AE_IFREG) archive_write_data(out, item.content.data(), item.content.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
}

std::vector<std::string> names_of(const Source& source) {
  std::vector<std::string> names;
  for (const Member& member : source.members()) names.push_back(member.name);
  return names;
}

using Names = std::vector<std::string>;

class ArchiveKinds : public testing::TestWithParam<const char*> {};

TEST_P(ArchiveKinds, TheFolderOfRestorePyIsTheSnapshot) {
  const TempDir folder;
  const std::string path = folder / "20240131_0930.bin";
  const std::string long_text(300'000, 'x');
  make_archive(
      path, GetParam(),
      {{"snapshot/restore.py", "one"}, {"snapshot/a.py", long_text}, {"media/b.txt", "no"}});
  DiagnosticList problems;
  auto source = open_source(path, {}, problems);
  ASSERT_TRUE(source.ok()) << source.error().message;
  EXPECT_EQ(names_of(**source), (Names{"a.py", "restore.py"}));
  // In any order, and more than once.
  EXPECT_EQ(*(*source)->read_all("a.py", 1 << 20), long_text);
  EXPECT_EQ(*(*source)->read_all("restore.py", 1 << 20), "one");
  EXPECT_EQ(*(*source)->read_all("a.py", 1 << 20), long_text);
  EXPECT_EQ((*source)->read_all("b.txt", 100).error().name, "missing-file");
  EXPECT_EQ((*source)->read_all("a.py", 1000).error().name, "file-too-large");
}

TEST_P(ArchiveKinds, NamesThatLeaveTheSnapshotAreRefused) {
  const TempDir folder;
  const std::string path = folder / "x.bin";
  make_archive(path, GetParam(),
               {{"restore.py", "fine"},
                {"../climb.py", "no"},
                {"a/../../climb.py", "no"},
                {"/etc/absolute.py", "no"},
                {"C:drive.py", "no"},
                {"link.py", "/etc/passwd", AE_IFLNK}});
  DiagnosticList problems;
  auto source = open_source(path, {}, problems);
  ASSERT_TRUE(source.ok()) << source.error().message;
  EXPECT_EQ(names_of(**source), (Names{"restore.py"}));
  EXPECT_EQ(problems.items.size(), 5U);
  for (const Diagnostic& problem : problems.items) EXPECT_EQ(problem.name, "member-refused");
}

TEST_P(ArchiveKinds, AMemberThatExpandsAThousandfoldIsABomb) {
  if (std::string_view(GetParam()) == "tar") GTEST_SKIP() << "a plain tar does not expand";
  const TempDir folder;
  const std::string path = folder / "bomb.bin";
  make_archive(path, GetParam(), {{"restore.py", std::string(60'000'000, 'a')}});
  ASSERT_LT(fs::file_size(path), 100'000U);
  DiagnosticList problems;
  auto source = open_source(path, {}, problems);
  // A spooled tar is refused when it is opened, a zip when the member is read.
  const Diagnostic error =
      source.ok() ? (*source)->read_all("restore.py", 1ULL << 40U).error() : source.error();
  EXPECT_EQ(error.name, "archive-bomb") << error.message;
}

TEST_P(ArchiveKinds, ATruncatedArchiveIsDamaged) {
  const TempDir folder;
  const std::string path = folder / "cut.bin";
  std::string noise;
  for (unsigned i = 0, x = 1; i < 200'000; ++i)
    noise += static_cast<char>((x = x * 1'103'515'245 + 12'345) >> 16);
  make_archive(path, GetParam(), {{"restore.py", noise}});
  fs::resize_file(path, fs::file_size(path) / 2);
  DiagnosticList problems;
  auto source = open_source(path, {}, problems);
  const Diagnostic error =
      source.ok() ? (*source)->read_all("restore.py", 1 << 30).error() : source.error();
  EXPECT_EQ(error.name, "archive-damaged") << error.message;
}

INSTANTIATE_TEST_SUITE_P(All, ArchiveKinds,
                         testing::Values("zip", "tar", "tar.gz", "tar.xz", "tar.zst"),
                         [](const auto& kind) {
                           std::string name = kind.param;
                           std::erase(name, '.');
                           return name;
                         });

TEST(DirectorySource, LinksOutAndSpecialFilesAreNoMembers) {
  const TempDir folder;
  write_file(folder / "restore.py", "x");
  write_file(folder / "a.py", "y");
  fs::create_symlink("a.py", folder / "inside.py");
  fs::create_symlink("/etc/passwd", folder / "outside.py");
  ASSERT_EQ(mkfifo((folder / "fifo.py").c_str(), 0600), 0);
  DiagnosticList problems;
  auto source = open_source(folder.path().string(), {}, problems);
  ASSERT_TRUE(source.ok());
  EXPECT_EQ(names_of(**source), (Names{"a.py", "inside.py", "restore.py"}));
  ASSERT_EQ(problems.items.size(), 1U);
  EXPECT_EQ(problems.items[0].place.file, "outside.py");
  EXPECT_EQ((*source)->read_all("outside.py", 100).error().name, "missing-file");
}

TEST(DirectorySource, OneFolderBelowIsTheSnapshot) {
  const TempDir folder;
  write_file(folder / "snapshot/restore.py", "x");
  write_file(folder / "db.sql", "y");
  DiagnosticList problems;
  auto source = open_source(folder.path().string(), {}, problems);
  ASSERT_TRUE(source.ok());
  EXPECT_EQ(names_of(**source), (Names{"restore.py"}));
  EXPECT_EQ(*(*source)->read_all("restore.py", 10), "x");
}

TEST(MemorySource, ServesItsFiles) {
  const auto source = memory_source("test", {{"b.py", "two"}, {"a.py", "one"}});
  EXPECT_EQ(names_of(*source), (Names{"a.py", "b.py"}));
  EXPECT_EQ(*source->read_all("b.py", 10), "two");
  EXPECT_NE(source->find("a.py"), nullptr);
  EXPECT_EQ(source->find("c.py"), nullptr);
}

}  // namespace

}  // namespace undumpy::test
