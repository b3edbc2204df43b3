// Pipeline: the rows of one snapshot on their way to a sink — selected by filters, changed by
// transforms, selected again by those filters that look at what will be stored.
//
//     RowStream -> filters (Source) -> transforms -> filters (Stored) -> sink
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/filter.h"
#include "engine/row_stream.h"
#include "engine/selection.h"
#include "engine/transformation.h"

namespace undumpy {

class Pipeline final : public RowSink {
 public:
  struct Setting {
    FilterContext context;
    Arguments arguments;                        // of filters and transforms
    std::vector<std::unique_ptr<Filter>> more;  // of programs that link the engine
    StreamOptions stream;                       // its `tables` are chosen here
    // A row was turned away; `filter` is its name.
    std::function<void(const Row& row, const std::string& filter)> skipped;
  };
  // REQUIRES: what the context points to outlives it. Errors: "usage", and those of RowStream::run
  // for what has to be read beforehand.
  static Result<std::unique_ptr<Pipeline>> create(Setting setting);

  // Reads the snapshot. Errors: those of the sink, of filters, and of RowStream::run.
  Status run(RowSink& sink, DiagnosticSink& diagnostics);

  // The tables of which rows may come.
  [[nodiscard]] std::vector<std::string> tables() const;
  // What the last run met, by table. Nothing when no table was read.
  [[nodiscard]] const std::map<std::string, TableCount>& counts() const;

  // What the transforms changed: "--map changed 12 cells".
  [[nodiscard]] std::vector<std::string> notes() const;

  Status take(std::span<const Row> rows) override;

 private:
  explicit Pipeline(Setting setting) : setting_(std::move(setting)) {}
  Status choose();
  void skipped(const Row& row, const Filter& filter) const;

  Setting setting_;
  std::unique_ptr<Selection> source_, stored_;
  std::unique_ptr<Transformation> transformation_;
  bool decides_ = false;                             // there is a filter or a transform
  std::vector<std::unique_ptr<RowStream>> streams_;  // the shapes of rows live as long as these
  RowSink* sink_ = nullptr;
  std::vector<Row> passed_;
};

}  // namespace undumpy
