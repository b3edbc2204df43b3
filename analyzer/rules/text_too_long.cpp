#include <fmt/format.h>

#include "analyzer/rules/list.h"
#include "analyzer/target_column.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

class TextTooLong final : public StoredCheck {
 public:
  TextTooLong(Inspection& inspection, const TargetColumn& target, std::size_t column)
      : StoredCheck(cell_trait::Any, inspection, target, column) {}

  static bool concerns(const Column& column) {
    return column.length && (column.kind == ColumnKind::Text || column.kind == ColumnKind::Uuid);
  }

 private:
  void look_stored(const Row& row, const Cell&, const Stored& stored) override {
    const auto longest = static_cast<std::size_t>(*target().length);
    if (stored.kind != Stored::Kind::Text || stored.text().size() <= longest) return;
    const std::size_t characters = utf8::count(stored.text());
    if (characters <= longest) return;
    report(rules::text_too_long, row,
           fmt::format("{} characters, but {} takes {}", characters, target().type, longest),
           Severity::Error);
  }
};

}  // namespace

namespace rules {

const Rule text_too_long{
    .code = "VL304",
    .name = "text-too-long",
    .about_target = true,
    .what =
        "A text has more characters than its column takes.\n"
        "\n"
        "Needs --against. Characters count, not bytes.",
    .why =
        "PostgreSQL and MariaDB refuse the row. SQLite stores it, but Lino refuses to save it "
        "again.",
    .example = "loader.save(create_library_book(1,'The Life and Strange …'))    # varchar(20)",
    .next = "Widen the column, or shorten the text in the module.",
    .make = make_check<TargetCheck<TextTooLong>>,
};

}  // namespace rules

}  // namespace undumpy
