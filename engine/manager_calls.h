// Calls of a model's manager, which create_ functions of 2011 make (FORMAT.md 1.1): the
// constructors reader and the analyser must see the same in them.
#pragma once

#include <optional>

#include "parser/syntax.h"

namespace undumpy {

// x of ContentType.objects.get_for_model(x).pk, as of 6 September 2011 (S6), or nullptr.
const syntax::Expression* content_type_argument(const syntax::Expression& expression);

// Partner.objects.get(pk=partner_ptr_id), the first argument of insert_child() in S3 to S6.
struct ParentLookup {
  const syntax::Expression* model;
  const syntax::Expression* key;
};
std::optional<ParentLookup> parent_lookup(const syntax::Expression* expression);

}  // namespace undumpy
