// The create_ functions of the generations S0 to S8 (FORMAT.md 1.1), which store each parameter as
// a keyword of one call:
//
//     def create_library_book(id, title, price):
//         if price is not None: price = Decimal(price)
//         return library_Book(id=id,title=title,price=price)
#pragma once

#include "parser/snapshot.h"

namespace undumpy {

// True when a generator of that time can have written the function: conversions of parameters, then
// one call that stores all of them, in their order and under their own names.
bool is_keyword_constructor(const Snapshot& snapshot, const ConstructorDeclaration& declaration);

}  // namespace undumpy
