// Steps: the translator puts a callout wherever PCRE2 can try again; each costs one step, and more
// when PCRE2 ran over much text or a large pattern since the last one. Memory: PCRE2 allocates
// through us.

#include "engine/python/regular_match.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

// Every block begins with its size.
constexpr std::size_t BlockHeader = alignof(std::max_align_t);

// nullptr, not an exception: C code is between us and the program. `held` counts the bytes.
void* charged_allocate(std::size_t size, void* held) noexcept {
  const std::size_t total = size + BlockHeader;
  try {
    Heap::current().charge(total);
  } catch (const LimitExceeded&) {
    return nullptr;
  }
  void* block = std::malloc(total);  // NOLINT(cppcoreguidelines-no-malloc)
  if (block == nullptr) {
    Heap::current().release(total);
    return nullptr;
  }
  *static_cast<std::size_t*>(block) = total;
  *static_cast<std::size_t*>(held) += total;
  return static_cast<char*>(block) + BlockHeader;
}

void charged_free(void* memory, void* held) noexcept {
  if (memory == nullptr) return;
  void* block = static_cast<char*>(memory) - BlockHeader;
  *static_cast<std::size_t*>(held) -= *static_cast<std::size_t*>(block);
  Heap::current().release(*static_cast<std::size_t*>(block));
  std::free(block);  // NOLINT(cppcoreguidelines-no-malloc)
}

struct Budget {
  std::uint64_t left;
  std::uint64_t each;  // of one callout
  std::size_t position;
};

constexpr std::size_t BytesPerStep = 64;

int spend(pcre2_callout_block* block, void* data) noexcept {
  auto& budget = *static_cast<Budget*>(data);
  const std::size_t at = block->current_position;
  const std::size_t distance = at > budget.position ? at - budget.position : budget.position - at;
  const std::uint64_t cost = budget.each + distance / BytesPerStep;
  budget.position = at;
  if (cost >= budget.left) {
    budget.left = 0;
    return PCRE2_ERROR_CALLOUT;
  }
  budget.left -= cost;
  return 0;
}

}  // namespace

struct Matcher::Compiled {
  std::size_t held = 0;  // bytes
  pcre2_general_context* general = nullptr;
  pcre2_compile_context* compile = nullptr;
  pcre2_match_context* context = nullptr;
  pcre2_code* code = nullptr;
  pcre2_match_data* data = nullptr;
  std::uint64_t step_cost = 1;

  // PCRE2 keeps the room for backtracking; a lot of it is given back.
  void shrink() {
    constexpr std::size_t Kept = 1 << 20;
    if (held < Kept) return;
    pcre2_match_data_free(data);
    data = nullptr;
  }
  void read_spans(std::uint32_t used, std::vector<GroupSpan>& spans) const {
    const std::size_t* offsets = pcre2_get_ovector_pointer(data);
    spans.assign(pcre2_get_ovector_count(data), {});
    for (std::uint32_t i = 0; i < used; ++i)
      if (offsets[2 * i] != PCRE2_UNSET) spans[i] = {offsets[2 * i], offsets[2 * i + 1]};
  }

  ~Compiled() {
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    pcre2_match_context_free(context);
    pcre2_compile_context_free(compile);
    pcre2_general_context_free(general);
  }
};

Matcher::~Matcher() = default;

Matcher::Matcher(Runtime& rt, const RegularExpression& expression, PatternOf of)
    : compiled_(std::make_unique<Compiled>()) {
  Compiled& c = *compiled_;
  const auto need = [&rt](const void* made) {
    if (made == nullptr) throw LimitExceeded{Limit::Memory, rt.limits.memory};
  };
  need(c.general = pcre2_general_context_create(charged_allocate, charged_free, &c.held));
  need(c.compile = pcre2_compile_context_create(c.general));
  need(c.context = pcre2_match_context_create(c.general));
  pcre2_set_newline(c.compile, PCRE2_NEWLINE_LF);
  // What bounds a match is the callouts, and the memory that we give.
  pcre2_set_match_limit(c.context, std::numeric_limits<std::uint32_t>::max());
  pcre2_set_depth_limit(c.context, std::numeric_limits<std::uint32_t>::max());
  pcre2_set_heap_limit(c.context, std::numeric_limits<std::uint32_t>::max());
  std::uint32_t options = PCRE2_MULTILINE | PCRE2_DOTALL | PCRE2_ALT_CIRCUMFLEX;
  if (of == PatternOf::Text) options |= PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK;
  int error = 0;
  std::size_t offset = 0;
  const std::string& pattern = expression.pcre2;
  c.code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), options,
                         &error, &offset, c.compile);
  if (c.code == nullptr) {
    constexpr int HeapFailed = 121;
    if (error == HeapFailed) throw LimitExceeded{Limit::Memory, rt.limits.memory};
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(error, message.data(), message.size());
    raise(rt, "re.error", reinterpret_cast<const char*>(message.data()));
  }
  constexpr std::size_t PatternPerStep = 1024;
  c.step_cost = 1 + pattern.size() / PatternPerStep;
  rt.steps(1 + pattern.size() / 16);
}

bool Matcher::match(Runtime& rt, std::string_view text, std::size_t start, Anchoring anchoring,
                    bool advance, std::vector<GroupSpan>& spans) {
  Compiled& c = *compiled_;
  if (c.data == nullptr) c.data = pcre2_match_data_create_from_pattern(c.code, c.general);
  if (c.data == nullptr) throw LimitExceeded{Limit::Memory, rt.limits.memory};
  std::uint32_t options = PCRE2_NO_UTF_CHECK;
  if (anchoring != Anchoring::None) options |= PCRE2_ANCHORED;
  if (anchoring == Anchoring::Both) options |= PCRE2_ENDANCHORED;
  if (advance) options |= PCRE2_NOTEMPTY_ATSTART;
  Budget budget{rt.steps_left, c.step_cost, start};
  pcre2_set_callout(c.context, spend, &budget);
  const int result = pcre2_match(c.code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(),
                                 start, options, c.data, c.context);
  struct Shrink {
    Compiled& compiled;
    ~Shrink() { compiled.shrink(); }
  } const shrink{c};
  if (budget.left == 0) rt.steps_exhausted();
  rt.steps_left = budget.left;
  if (result == PCRE2_ERROR_NOMEMORY || result == PCRE2_ERROR_HEAPLIMIT)
    throw LimitExceeded{Limit::Memory, rt.limits.memory};
  if (result == PCRE2_ERROR_NOMATCH) {
    // It ran to the end, if only to look for the first character.
    if (anchoring == Anchoring::None) rt.steps((text.size() - start) / BytesPerStep);
    return false;
  }
  if (result < 0) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(result, message.data(), message.size());
    raise(rt, "re.error", reinterpret_cast<const char*>(message.data()));
  }
  c.read_spans(static_cast<std::uint32_t>(result), spans);
  return true;
}

}  // namespace undumpy::python
