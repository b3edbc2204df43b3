#include "engine/pipeline.h"

#include "engine/closure.h"
#include "engine/filters.h"
#include "engine/transforms.h"

namespace undumpy {

Result<std::unique_ptr<Pipeline>> Pipeline::create(Setting setting) {
  std::unique_ptr<Pipeline> pipeline(new Pipeline(std::move(setting)));
  UNDUMPY_CHECK(pipeline->choose());
  return pipeline;
}

Status Pipeline::choose() {
  UNDUMPY_TRY(auto filters, make_filters(setting_.arguments, setting_.context));
  for (auto& filter : setting_.more) filters.push_back(std::move(filter));
  std::vector<std::unique_ptr<Filter>> source;
  std::vector<std::unique_ptr<Filter>> stored;
  for (auto& filter : filters)
    (filter->stage() == Filter::Stage::Source ? source : stored).push_back(std::move(filter));
  UNDUMPY_TRY(auto transforms, make_transforms(setting_.arguments, setting_.context));
  transformation_ = std::make_unique<Transformation>(std::move(transforms));
  decides_ = !source.empty() || !stored.empty() || !transformation_->empty();
  source_ = std::make_unique<Selection>(std::move(source));
  stored_ = std::make_unique<Selection>(std::move(stored));
  const FilterContext& context = setting_.context;
  StreamOptions reading = setting_.stream;
  reading.storage = nullptr;  // nothing is stored yet
  UNDUMPY_CHECK(source_->survey(*context.snapshot, *context.constructors, reading));
  UNDUMPY_TRY(RowKeys along, closure(setting_.arguments, context, reading, *source_, *stored_));
  source_->take_along(std::move(along));
  return Done{};
}

std::vector<std::string> Pipeline::tables() const {
  return source_->tables(*setting_.context.snapshot, *setting_.context.constructors);
}

Status Pipeline::run(RowSink& sink, DiagnosticSink& diagnostics) {
  StreamOptions options = setting_.stream;
  options.tables = tables();
  if (options.tables.empty()) return Done{};
  if (decides_) options.storage = nullptr;
  streams_.push_back(std::make_unique<RowStream>(*setting_.context.snapshot,
                                                 *setting_.context.constructors, options));
  sink_ = &sink;
  source_->begin();
  stored_->begin();
  RowSink& first = decides_ ? static_cast<RowSink&>(*this) : sink;
  return streams_.back()->run(first, diagnostics);
}

Status Pipeline::take(std::span<const Row> rows) {
  passed_.clear();
  transformation_->reset();
  for (const Row& row : rows) {
    UNDUMPY_TRY(const Filter* const refused, source_->refusal(row));
    if (refused != nullptr) {
      skipped(row, *refused);
      continue;
    }
    passed_.push_back(row);
    Row& stored = passed_.back();
    if (!transformation_->empty()) {
      UNDUMPY_TRY(stored, transformation_->apply(row));
    }
    UNDUMPY_TRY(const Filter* const refused_late, stored_->refusal(stored));
    if (refused_late != nullptr) {
      skipped(stored, *refused_late);
      passed_.pop_back();
    }
  }
  return passed_.empty() ? Status(Done{}) : sink_->take(passed_);
}

std::vector<std::string> Pipeline::notes() const { return transformation_->notes(); }

void Pipeline::skipped(const Row& row, const Filter& filter) const {
  if (setting_.skipped) setting_.skipped(row, filter.name());
}

const std::map<std::string, TableCount>& Pipeline::counts() const {
  static const std::map<std::string, TableCount> none;
  return streams_.empty() ? none : streams_.back()->counts();
}

}  // namespace undumpy
