#include "engine/script/sandbox.h"

namespace undumpy {

Sandbox::Sandbox(Setting setting)
    : host_(setting.files, setting.code.now, std::move(setting.out), std::move(setting.err)),
      interpreter_(std::make_unique<python::Interpreter>(setting.code.limits, host_)),
      models_(std::make_unique<orm::Models>(interpreter_->runtime(), setting.database,
                                            setting.schema, setting.models)),
      site_(std::make_unique<Site>(interpreter_->runtime(), *models_, setting.schema,
                                   setting.models.any_keyword)) {
  host_.use(*site_);
}

python::ResolveOptions Sandbox::resolving(bool strict) {
  python::ResolveOptions options;
  options.strict = strict;
  options.knows_module = Site::knows_module;
  return options;
}

}  // namespace undumpy
