#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "parser/python.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

using namespace syntax;

// The tree as an S-expression, for the examples below.
std::string dump(const Node* node);

std::string dump_all(Expressions items) {
  std::string result;
  for (const Expression* item : items) result += " " + dump(item);
  return result;
}

std::string dump_block(const char* name, Block block) {
  if (block.empty()) return "";
  std::string result = fmt::format(" ({}", name);
  for (const Statement* item : block) result += " " + dump(item);
  return result + ")";
}

std::string dump_constant(const Constant& constant) {
  if (constant.special == Constant::Special::Ellipsis) return "...";
  const Cell& cell = constant.value;
  switch (cell.kind) {
    case CellKind::Integer:
      return std::to_string(cell.integer);
    case CellKind::Float:
      return fmt::format("{}", cell.real);
    case CellKind::Text:
      return fmt::format("'{}'", cell.text());
    case CellKind::Bytes:
      return fmt::format("b'{}'", cell.text());
    case CellKind::BigInteger:
      return std::string(cell.text());
    default:
      return std::string(to_string(cell.kind));
  }
}

std::string dump_arguments(std::span<const Call::Argument> arguments) {
  std::string result;
  for (const auto& argument : arguments) {
    result += " ";
    if (argument.kind == Call::ArgumentKind::Keyword) result += std::string(argument.name) + "=";
    if (argument.kind == Call::ArgumentKind::Star) result += "*";
    if (argument.kind == Call::ArgumentKind::DoubleStar) result += "**";
    result += dump(argument.value);
  }
  return result;
}

std::string dump_parameters(Parameters parameters) {
  std::string result;
  for (const Parameter& parameter : parameters) {
    constexpr const char* Marks[] = {"/", "", "*",
                                     "kw:", "**"};  // NOLINT(modernize-avoid-c-arrays)
    result += fmt::format("{}{}{}", result.empty() ? "" : " ",
                          Marks[static_cast<int>(parameter.kind)], parameter.name);
    if (parameter.fallback != nullptr) result += "=" + dump(parameter.fallback);
  }
  return "(" + result + ")";
}

std::string dump(const Node* node) {
  if (node == nullptr) return "-";
  if (const auto* n = as<Name>(node)) return std::string(n->id);
  if (const auto* n = as<Constant>(node)) return dump_constant(*n);
  if (const auto* n = as<Attribute>(node))
    return fmt::format("(. {} {})", dump(n->object), n->name);
  if (const auto* n = as<Call>(node))
    return fmt::format("(call {}{})", dump(n->function), dump_arguments(n->arguments));
  if (const auto* n = as<Binary>(node))
    return fmt::format("({} {} {})", to_string(n->op), dump(n->left), dump(n->right));
  if (const auto* n = as<Boolean>(node))
    return fmt::format("({} {} {})", n->is_and ? "and" : "or", dump(n->left), dump(n->right));
  if (const auto* n = as<Unary>(node)) {
    constexpr const char* Marks[] = {"+", "-", "~", "not"};  // NOLINT(modernize-avoid-c-arrays)
    return fmt::format("({} {})", Marks[static_cast<int>(n->op)], dump(n->operand));
  }
  if (const auto* n = as<Compare>(node)) {
    std::string result = "(cmp " + dump(n->first);
    for (std::size_t i = 0; i < n->ops.size(); ++i)
      result += fmt::format(" {} {}", to_string(n->ops[i]), dump(n->rest[i]));
    return result + ")";
  }
  if (const auto* n = as<Conditional>(node))
    return fmt::format("(if {} {} {})", dump(n->test), dump(n->then), dump(n->otherwise));
  if (const auto* n = as<List>(node)) return "[" + dump_all(n->items) + " ]";
  if (const auto* n = as<Tuple>(node)) return "(tuple" + dump_all(n->items) + ")";
  if (const auto* n = as<Set>(node)) return "(set" + dump_all(n->items) + ")";
  if (const auto* n = as<Dict>(node)) {
    std::string result = "(dict";
    for (const auto& entry : n->entries)
      result += fmt::format(" {}:{}", entry.key ? dump(entry.key) : "**", dump(entry.value));
    return result + ")";
  }
  if (const auto* n = as<Subscript>(node))
    return fmt::format("(index {} {})", dump(n->object), dump(n->index));
  if (const auto* n = as<Slice>(node))
    return fmt::format("(slice {} {} {})", dump(n->lower), dump(n->upper), dump(n->step));
  if (const auto* n = as<Lambda>(node))
    return fmt::format("(lambda {} {})", dump_parameters(n->parameters), dump(n->body));
  if (const auto* n = as<Comprehension>(node)) {
    std::string result = fmt::format("(for {}", dump(n->element));
    if (n->value != nullptr) result += ":" + dump(n->value);
    for (const auto& clause : n->clauses)
      result += fmt::format(" {} in {}{}", dump(clause.target), dump(clause.iterable),
                            dump_all(clause.conditions));
    return result + ")";
  }
  if (const auto* n = as<Starred>(node)) return "*" + dump(n->value);
  if (const auto* n = as<Walrus>(node))
    return fmt::format("(:= {} {})", n->target->id, dump(n->value));
  if (const auto* n = as<Yield>(node)) return fmt::format("(yield {})", dump(n->value));
  if (const auto* n = as<YieldFrom>(node)) return fmt::format("(yield-from {})", dump(n->value));
  if (const auto* n = as<FString>(node)) {
    std::string result = "(f";
    for (const auto& part : n->parts) {
      result += " ";
      if (part.value == nullptr) {
        result += fmt::format("'{}'", part.text);
        continue;
      }
      result += dump(part.value);
      if (part.conversion != 0) result += fmt::format("!{}", part.conversion);
      if (part.format != nullptr) result += ":" + dump(part.format);
    }
    return result + ")";
  }
  if (const auto* n = as<Unsupported>(node)) return fmt::format("(unsupported {})", n->what);
  if (const auto* n = as<ExpressionStatement>(node)) return dump(n->value);
  if (const auto* n = as<Assign>(node))
    return fmt::format("(={} {})", dump_all(n->targets), dump(n->value));
  if (const auto* n = as<AugmentedAssign>(node))
    return fmt::format("({}= {} {})", to_string(n->op), dump(n->target), dump(n->value));
  if (const auto* n = as<Return>(node)) return fmt::format("(return {})", dump(n->value));
  if (const auto* n = as<Delete>(node)) return fmt::format("(del{})", dump_all(n->targets));
  if (const auto* n = as<If>(node))
    return fmt::format("(if {}{}{})", dump(n->test), dump_block("then", n->then),
                       dump_block("else", n->otherwise));
  if (const auto* n = as<For>(node))
    return fmt::format("(for {} {}{}{})", dump(n->target), dump(n->iterable),
                       dump_block("do", n->body), dump_block("else", n->otherwise));
  if (const auto* n = as<While>(node))
    return fmt::format("(while {}{}{})", dump(n->test), dump_block("do", n->body),
                       dump_block("else", n->otherwise));
  if (const auto* n = as<Try>(node)) {
    std::string result = "(try" + dump_block("do", n->body);
    for (const auto& handler : n->handlers)
      result += fmt::format(" (except {} {}{})", dump(handler.type), dump(handler.target),
                            dump_block("do", handler.body));
    return result + dump_block("else", n->otherwise) + dump_block("finally", n->finally) + ")";
  }
  if (const auto* n = as<With>(node)) {
    std::string result = "(with";
    for (const auto& item : n->items)
      result += fmt::format(" {} as {}", dump(item.context), dump(item.target));
    return result + dump_block("do", n->body) + ")";
  }
  if (const auto* n = as<Raise>(node))
    return fmt::format("(raise {} {} {})", dump(n->exception), dump(n->cause), dump(n->argument));
  if (const auto* n = as<Assert>(node))
    return fmt::format("(assert {} {})", dump(n->test), dump(n->message));
  if (const auto* n = as<Import>(node)) {
    std::string result = "(import";
    for (const auto& name : n->names) result += fmt::format(" {}:{}", name.name, name.alias);
    return result + ")";
  }
  if (const auto* n = as<ImportFrom>(node)) {
    std::string result = fmt::format("(from {}:{}", n->level, n->module);
    for (const auto& name : n->names) result += fmt::format(" {}:{}", name.name, name.alias);
    return result + ")";
  }
  if (const auto* n = as<FunctionDef>(node))
    return fmt::format("(def {} {}{}{})", n->name, dump_parameters(n->parameters),
                       dump_block("do", n->body), dump_all(n->decorators));
  if (const auto* n = as<ClassDef>(node))
    return fmt::format("(class {}{}{})", n->name, dump_arguments(n->bases),
                       dump_block("do", n->body));
  if (const auto* n = as<Print>(node))
    return fmt::format("(print {}{}{})", dump(n->target), dump_all(n->values),
                       n->newline ? "" : " ,");
  if (const auto* n = as<Exec>(node))
    return fmt::format("(exec {} {} {})", dump(n->code), dump(n->globals), dump(n->locals));
  return std::string(to_string(node->kind));
}

std::string parsed(const std::string& source) {
  DiagnosticList problems;
  const auto tree = parse_python("test.py", source, {}, problems);
  std::string result;
  for (const Statement* statement : tree->body)
    result += (result.empty() ? "" : "\n") + dump(statement);
  for (const Diagnostic& problem : problems.items) result += "\n! " + problem.name;
  return result;
}

TEST(Python, Expressions) {
  EXPECT_EQ(parsed("a + b * -c ** 2\n"), "(+ a (* b (- (** c 2))))");
  EXPECT_EQ(parsed("a or b and not c\n"), "(or a (and b (not c)))");
  EXPECT_EQ(parsed("1 < x <= 3 != y\n"), "(cmp 1 < x <= 3 != y)");
  EXPECT_EQ(parsed("a not in b\n"), "(cmp a not in b)");
  EXPECT_EQ(parsed("a is not None\n"), "(cmp a is not None)");
  EXPECT_EQ(parsed("x if y else z\n"), "(if y x z)");
  EXPECT_EQ(parsed("f(1, a=2, *b, **c)\n"), "(call f 1 a=2 *b **c)");
  EXPECT_EQ(parsed("a.b.c(x)[1:2, ::3]\n"),
            "(index (call (. (. a b) c) x) (tuple (slice 1 2 -) (slice - - 3)))");
  EXPECT_EQ(parsed("[x for x in y if x if z for w in x]\n"), "(for x x in y x z w in x)");
  EXPECT_EQ(parsed("{a: b for a, b in c}\n"), "(for a:b (tuple a b) in c)");
  EXPECT_EQ(parsed("sum(x for x in y)\n"), "(call sum (for x x in y))");
  EXPECT_EQ(parsed("{1, 2}, {1: 2, **x}, (), (1,), []\n"),
            "(tuple (set 1 2) (dict 1:2 **:x) (tuple) (tuple 1) [ ])");
  EXPECT_EQ(parsed("lambda a, b=1, *c, d, **e: a\n"), "(lambda (a b=1 *c kw:d **e) a)");
  EXPECT_EQ(parsed("(n := 5)\n"), "(:= n 5)");
  EXPECT_EQ(parsed("x = ...\n"), "(= x ...)");
}

TEST(Python, Literals) {
  EXPECT_EQ(parsed("'a' \"b\" u'\\xe9'\n"), "'abé'");
  EXPECT_EQ(parsed("0x1F, 0o17, 0b11, 0777, 10L, 1_000, 1.5, 99999999999999999999\n"),
            "(tuple 31 15 3 511 10 1000 1.5 99999999999999999999)");
  EXPECT_EQ(parsed("b'ab', r'\\n', True, None\n"), "(tuple b'ab' '\\n' True None)");
  EXPECT_EQ(parsed("f'a{b!r:>{w}}{{c}}' 'd'\n"), "(f 'a' b!r:(f '>' w) '{c}' 'd')");
  EXPECT_EQ(parsed("'\\x4'\n"), "None\n! invalid-literal");
}

TEST(Python, Statements) {
  EXPECT_EQ(parsed("a = b = 1\n"), "(= a b 1)");
  EXPECT_EQ(parsed("a, *b = c\n"), "(= (tuple a *b) c)");
  EXPECT_EQ(parsed("a //= 2\n"), "(//= a 2)");
  EXPECT_EQ(parsed("if a: b\nelif c: d\nelse: e\n"),
            "(if a (then b) (else (if c (then d) (else e))))");
  EXPECT_EQ(parsed("for a, b in c:\n    break\nelse:\n    pass\n"),
            "(for (tuple a b) c (do Break) (else Pass))");
  EXPECT_EQ(parsed("while a: continue\n"), "(while a (do Continue))");
  EXPECT_EQ(
      parsed("try:\n  a\nexcept E as e:\n  b\nexcept (F, G):\n  c\nexcept:\n  d\nelse:\n  "
             "f\nfinally:\n  g\n"),
      "(try (do a) (except E e (do b)) (except (tuple F G) - (do c)) (except - - (do d)) (else f) "
      "(finally g))");
  EXPECT_EQ(parsed("with a as b, c: d\n"), "(with a as b c as - (do d))");
  EXPECT_EQ(parsed("raise E(1) from x\n"), "(raise (call E 1) x -)");
  EXPECT_EQ(parsed("raise\n"), "(raise - - -)");
  EXPECT_EQ(parsed("assert a, 'b'\n"), "(assert a 'b')");
  EXPECT_EQ(parsed("import a.b as c, d\n"), "(import a.b:c d:)");
  EXPECT_EQ(parsed("from ..a import (b as c, d)\nfrom e import *\n"),
            "(from 2:a b:c d:)\n(from 0:e *:)");
  EXPECT_EQ(parsed("from __future__ import unicode_literals\n"),
            "(from 0:__future__ unicode_literals:)");
  EXPECT_EQ(parsed("@d(1)\ndef f(a, b=2, *c, **d):\n    return a, b\n"),
            "(def f (a b=2 *c **d) (do (return (tuple a b))) (call d 1))");
  EXPECT_EQ(parsed("class A(B, m=C):\n    x = 1\n"), "(class A B m=C (do (= x 1)))");
  EXPECT_EQ(parsed("del a[1], b\n"), "(del (index a 1) b)");
  EXPECT_EQ(parsed("def g():\n    x = yield 1\n    yield from y\n"),
            "(def g () (do (= x (yield 1)) (yield-from y)))");
}

TEST(Python, PythonTwo) {
  EXPECT_EQ(parsed("print 'a', b\n"), "(print - 'a' b)");
  EXPECT_EQ(parsed("print 'a',\n"), "(print - 'a' ,)");
  EXPECT_EQ(parsed("print >>f, 'a'\n"), "(print f 'a')");
  EXPECT_EQ(parsed("print('a')\n"), "(call print 'a')");
  EXPECT_EQ(parsed("exec code in g, l\n"), "(exec code g l)");
  EXPECT_EQ(parsed("raise E, 'text'\n"), "(raise E - 'text')");
  EXPECT_EQ(parsed("try:\n  a\nexcept E, e:\n  b\n"), "(try (do a) (except E e (do b)))");
  EXPECT_EQ(parsed("a <> b\n"), "(cmp a != b)");
}

TEST(Python, WhatIsOutIsNamed) {
  EXPECT_EQ(parsed("async def f(): pass\n"), "(unsupported async)");
  EXPECT_EQ(parsed("match x:\n  case 1: pass\n"), "(unsupported match)");
  EXPECT_EQ(parsed("x = await y\n"), "(= x (unsupported await))");
}

TEST(Python, ABrokenStatementCostsOneDiagnosticOnly) {
  EXPECT_EQ(parsed("a = 1\nb = = 2\nc = 3\n"), "(= a 1)\nErrorStatement\n(= c 3)\n! syntax-error");
}

// dump2py --tolerate of 2018 and later writes an unindented raise into main() (FORMAT.md 5, item
// 4).
TEST(Python, ARaiseWrittenIntoMainKeepsTheExecfiles) {
  const std::string tree = parsed(
      "def create_a(id):\n    return a_A(id=id)\n\ndef main(args):\n    execfile(\"a.py\", *args)\n"
      "raise Exception(\"b has not been dumped\")\n    execfile(\"c.py\", *args)\n    "
      "loader.finalize()\n");
  EXPECT_NE(tree.find("(def create_a"), std::string::npos) << tree;
  EXPECT_NE(tree.find("(call execfile 'a.py' *args)"), std::string::npos) << tree;
  EXPECT_NE(tree.find("(call execfile 'c.py' *args)"), std::string::npos) << tree;
}

TEST(Python, DeepNestingIsADiagnostic) {
  for (const std::string& source :
       {std::string(70'000, '[') + "\n",
        std::string(70'000, '(') + "1" + std::string(70'000, ')') + "\n",
        "x = " + std::string(300, '[') + std::string(300, ']') + "\n"}) {
    DiagnosticList problems;
    const auto tree = parse_python("test.py", source, {}, problems);
    EXPECT_TRUE(tree->has_errors);
    ASSERT_EQ(problems.items.size(), 1U);
    EXPECT_EQ(problems.items[0].name, "nested-too-deeply");
  }
  std::string sum = "1";
  for (int i = 0; i < 20'000; ++i) sum += "+1";
  DiagnosticList problems;
  EXPECT_TRUE(parse_python("test.py", sum + "\n", {}, problems)->has_errors);
}

TEST(Python, TextThatTakesQuadraticTimeIsGivenUp) {
  std::string crafted = "x(";
  for (int i = 0; i < 100'000; ++i) crafted += "in ";
  DiagnosticList problems;
  EXPECT_TRUE(parse_python("test.py", crafted + ")\n", {}, problems)->has_errors);
  ASSERT_EQ(problems.items.size(), 1U);
  EXPECT_EQ(problems.items[0].name, "parse-too-slow");
  // The next text is parsed as if nothing had been.
  EXPECT_EQ(parsed("a = 1\n"), "(= a 1)");
}

// Long lines have marks within; a place is what it is without them.
TEST(Python, PlacesInLongLines) {
  std::mt19937 random(1);
  std::string text;
  for (int line = 0; line < 30; ++line) {
    const std::size_t length = line % 3 == 0 ? 20'000 : random() % 300;
    for (std::size_t i = 0; i < length; ++i) {
      constexpr const char* Characters[] = {"a", "b", " ", "é", "€", "𝄞"};
      text += Characters[line % 2 == 0 ? random() % 3 : random() % 6];
    }
    text += line % 5 == 0 ? "\r\n" : "\n";
  }
  const SyntaxTree tree("test.py", text, 3);
  for (int i = 0; i < 2000; ++i) {
    auto begin = static_cast<std::uint32_t>(random() % text.size());
    while ((static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
    const auto end = static_cast<std::uint32_t>(begin + random() % 200);
    const Place is = tree.place({begin, end});
    const Place right = place_in("test.py", text, begin, end, 3);
    ASSERT_EQ(to_text(is), to_text(right)) << begin;
    ASSERT_EQ(is.length, right.length) << begin;
    ASSERT_EQ(is.source, right.source) << begin;
    ASSERT_EQ(is.source_column, right.source_column) << begin;
  }
  EXPECT_EQ(to_text(tree.place({0, 1})), "test.py:3:1");
  const auto size = static_cast<std::uint32_t>(text.size());
  EXPECT_EQ(to_text(tree.place({size, size})), "test.py:33:1");
}

TEST(Python, RealRestoreFilesParse) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  for (const auto& snapshot : std::filesystem::directory_iterator(*shared / "snapshots")) {
    const auto path = snapshot.path() / "restore.py";
    if (!std::filesystem::exists(path)) continue;
    DiagnosticList problems;
    EXPECT_FALSE(parse_python("restore.py", read_file(path), {}, problems)->has_errors) << path;
  }
  DiagnosticList problems;
  const auto story =
      parse_python("story", read_file(*shared / "stories/repair_20150826.py"), {}, problems);
  EXPECT_FALSE(story->has_errors);
}

}  // namespace

}  // namespace undumpy::test
