// The special methods that classes of the program may define, in a table.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace undumpy::python {

// clang-format off
#define UNDUMPY_DUNDERS(X) \
  X(New, "__new__") X(Init, "__init__") X(Repr, "__repr__") X(Str, "__str__") \
  X(Format, "__format__") X(Hash, "__hash__") X(Bool, "__bool__") X(Len, "__len__") \
  X(Eq, "__eq__") X(Ne, "__ne__") X(Lt, "__lt__") X(Le, "__le__") X(Gt, "__gt__") X(Ge, "__ge__") \
  X(Iter, "__iter__") X(Next, "__next__") X(Reversed, "__reversed__") \
  X(GetItem, "__getitem__") X(SetItem, "__setitem__") X(DelItem, "__delitem__") \
  X(Missing, "__missing__") X(Contains, "__contains__") X(Call, "__call__") \
  X(Enter, "__enter__") X(Exit, "__exit__") \
  X(GetAttr, "__getattr__") X(GetAttribute, "__getattribute__") X(SetAttr, "__setattr__") \
  X(DelAttr, "__delattr__") X(Get, "__get__") X(Set, "__set__") \
  X(Add, "__add__") X(Sub, "__sub__") X(Mul, "__mul__") X(TrueDiv, "__truediv__") \
  X(FloorDiv, "__floordiv__") X(Mod, "__mod__") X(Pow, "__pow__") X(MatMul, "__matmul__") \
  X(LShift, "__lshift__") X(RShift, "__rshift__") X(And, "__and__") X(Or, "__or__") \
  X(Xor, "__xor__") \
  X(RAdd, "__radd__") X(RSub, "__rsub__") X(RMul, "__rmul__") X(RTrueDiv, "__rtruediv__") \
  X(RFloorDiv, "__rfloordiv__") X(RMod, "__rmod__") X(RPow, "__rpow__") X(RMatMul, "__rmatmul__") \
  X(RLShift, "__rlshift__") X(RRShift, "__rrshift__") X(RAnd, "__rand__") X(ROr, "__ror__") \
  X(RXor, "__rxor__") \
  X(IAdd, "__iadd__") X(ISub, "__isub__") X(IMul, "__imul__") X(ITrueDiv, "__itruediv__") \
  X(IFloorDiv, "__ifloordiv__") X(IMod, "__imod__") X(IPow, "__ipow__") X(IMatMul, "__imatmul__") \
  X(ILShift, "__ilshift__") X(IRShift, "__irshift__") X(IAnd, "__iand__") X(IOr, "__ior__") \
  X(IXor, "__ixor__") \
  X(Neg, "__neg__") X(Pos, "__pos__") X(Invert, "__invert__") X(Abs, "__abs__") \
  X(Int, "__int__") X(Float, "__float__") X(Index, "__index__") X(Round, "__round__") \
  X(Floor, "__floor__") X(Ceil, "__ceil__") X(Trunc, "__trunc__") X(DivMod, "__divmod__") X(RDivMod, "__rdivmod__") \
  X(Bytes, "__bytes__") X(InitSubclass, "__init_subclass__") X(SetName, "__set_name__") \
  X(NonZero, "__nonzero__") X(Unicode, "__unicode__") X(Cmp, "__cmp__") X(Div, "__div__")
// clang-format on

enum class Dunder : std::uint8_t {
#define UNDUMPY_DUNDER(id, text) id,
  UNDUMPY_DUNDERS(UNDUMPY_DUNDER)
#undef UNDUMPY_DUNDER
      Count
};
inline constexpr std::size_t DunderCount = static_cast<std::size_t>(Dunder::Count);
inline constexpr std::array<std::string_view, DunderCount> DunderNames = {
#define UNDUMPY_DUNDER(id, text) text,
    UNDUMPY_DUNDERS(UNDUMPY_DUNDER)
#undef UNDUMPY_DUNDER
};

// dunder_at(Dunder::Add, 2): the one two behind __add__.
constexpr Dunder dunder_at(Dunder first, std::size_t offset) {
  return static_cast<Dunder>(static_cast<std::size_t>(first) + offset);
}

}  // namespace undumpy::python
