// Rule: one thing that can be wrong with a snapshot — its page, and how it is found.
//
// Each rule stands in a file of its own in analyzer/rules/ and is listed in rules.cpp; `undumpy
// explain` prints its page, docs/rules/ is made of the same text.
//
// Codes: TR0xx trust, FM1xx format, CP2xx completeness, VL3xx values, RF4xx references, UQ5xx
// uniqueness, DR6xx drift, VR7xx version. A code is never given to another rule.
#pragma once

#include <memory>
#include <string_view>

#include "parser/diagnostic.h"

namespace undumpy {

class Check;
struct Inspection;

struct Rule {
  std::string_view code;  // "RF401"
  std::string_view name;  // "dangling-reference"; diagnostics of this name are findings of it
  // Other diagnostics of the reader that are findings of this rule, separated by blanks.
  std::string_view also = {};
  Severity severity = Severity::Error;
  // A diagnostic of the reader is at least as severe as this rule: a restore can go on with what a
  // person who has to trust the snapshot must not overlook.
  bool severe_for_reader = false;
  Confidence confidence = Confidence::Certain;
  // It says that the snapshot does not fit what it is checked against, not that it is damaged.
  bool about_target = false;
  std::string_view what;     // what it finds; the first line is its summary
  std::string_view why;      // why it matters
  std::string_view example;  // lines of a snapshot, or of a message: shown as they are
  std::string_view next;     // what to do
  // Makes the check; nullptr where the reader itself reports diagnostics of this name, because a
  // restore needs them too.
  std::unique_ptr<Check> (*make)(Inspection&) = nullptr;
};

}  // namespace undumpy
