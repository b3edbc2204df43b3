#include "engine/manager_calls.h"

namespace undumpy {

using namespace syntax;

namespace {

// X of X.objects.method(one argument), or nullptr.
const Expression* manager_of(const Call* call, std::string_view method) {
  const auto* called = call != nullptr ? as<Attribute>(call->function) : nullptr;
  const auto* objects = called != nullptr ? as<Attribute>(called->object) : nullptr;
  return objects != nullptr && called->name == method && objects->name == "objects" &&
                 call->arguments.size() == 1
             ? objects->object
             : nullptr;
}

}  // namespace

const Expression* content_type_argument(const Expression& expression) {
  const auto* key = as<Attribute>(&expression);
  const auto* call = key != nullptr && key->name == "pk" ? as<Call>(key->object) : nullptr;
  const auto* model = as<Name>(manager_of(call, "get_for_model"));
  return model != nullptr && model->id == "ContentType" ? call->arguments[0].value : nullptr;
}

std::optional<ParentLookup> parent_lookup(const Expression* expression) {
  const auto* get = as<Call>(expression);
  const Expression* model = manager_of(get, "get");
  if (model == nullptr || get->arguments[0].name != "pk") return std::nullopt;
  return ParentLookup{model, get->arguments[0].value};
}

}  // namespace undumpy
