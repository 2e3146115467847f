//===- members.hpp - References to all members of a struct ----------------===//
//
// C++20 can take a struct apart only into a number of names that is written
// out. Numbers apart, this is one line 64 times.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_MEMBERS_HPP
#define DBSAFE_MEMBERS_HPP

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace dbsafe::detail {

/// The most members a row struct may have.
inline constexpr std::size_t most_fields = 64;

struct any_value {
  template <class T> operator T() const; // Never called.
};

template <class T, std::size_t... I>
constexpr bool is_made_of(std::index_sequence<I...>) {
  return requires { T{(static_cast<void>(I), any_value{})...}; };
}

/// How many members an aggregate has: the most that it can be made of. All are
/// default-constructible, so that it can also be made of any number below.
template <class T, std::size_t N = 0> constexpr std::size_t count_fields() {
  static_assert(N <= most_fields,
                "a row struct has at most 64 members: put some of them into a "
                "struct of their own, as a part of dbsafe::columns<...>");
  if constexpr (N <= most_fields &&
                is_made_of<T>(std::make_index_sequence<N + 1>{}))
    return count_fields<T, N + 1>();
  else
    return N;
}

// clang-format off
// NOLINTBEGIN(bugprone-macro-parentheses): names being declared have none.
#define DBSAFE_NAMES_1 m1
#define DBSAFE_NAMES_2 DBSAFE_NAMES_1, m2
#define DBSAFE_NAMES_3 DBSAFE_NAMES_2, m3
#define DBSAFE_NAMES_4 DBSAFE_NAMES_3, m4
#define DBSAFE_NAMES_5 DBSAFE_NAMES_4, m5
#define DBSAFE_NAMES_6 DBSAFE_NAMES_5, m6
#define DBSAFE_NAMES_7 DBSAFE_NAMES_6, m7
#define DBSAFE_NAMES_8 DBSAFE_NAMES_7, m8
#define DBSAFE_NAMES_9 DBSAFE_NAMES_8, m9
#define DBSAFE_NAMES_10 DBSAFE_NAMES_9, m10
#define DBSAFE_NAMES_11 DBSAFE_NAMES_10, m11
#define DBSAFE_NAMES_12 DBSAFE_NAMES_11, m12
#define DBSAFE_NAMES_13 DBSAFE_NAMES_12, m13
#define DBSAFE_NAMES_14 DBSAFE_NAMES_13, m14
#define DBSAFE_NAMES_15 DBSAFE_NAMES_14, m15
#define DBSAFE_NAMES_16 DBSAFE_NAMES_15, m16
#define DBSAFE_NAMES_17 DBSAFE_NAMES_16, m17
#define DBSAFE_NAMES_18 DBSAFE_NAMES_17, m18
#define DBSAFE_NAMES_19 DBSAFE_NAMES_18, m19
#define DBSAFE_NAMES_20 DBSAFE_NAMES_19, m20
#define DBSAFE_NAMES_21 DBSAFE_NAMES_20, m21
#define DBSAFE_NAMES_22 DBSAFE_NAMES_21, m22
#define DBSAFE_NAMES_23 DBSAFE_NAMES_22, m23
#define DBSAFE_NAMES_24 DBSAFE_NAMES_23, m24
#define DBSAFE_NAMES_25 DBSAFE_NAMES_24, m25
#define DBSAFE_NAMES_26 DBSAFE_NAMES_25, m26
#define DBSAFE_NAMES_27 DBSAFE_NAMES_26, m27
#define DBSAFE_NAMES_28 DBSAFE_NAMES_27, m28
#define DBSAFE_NAMES_29 DBSAFE_NAMES_28, m29
#define DBSAFE_NAMES_30 DBSAFE_NAMES_29, m30
#define DBSAFE_NAMES_31 DBSAFE_NAMES_30, m31
#define DBSAFE_NAMES_32 DBSAFE_NAMES_31, m32
#define DBSAFE_NAMES_33 DBSAFE_NAMES_32, m33
#define DBSAFE_NAMES_34 DBSAFE_NAMES_33, m34
#define DBSAFE_NAMES_35 DBSAFE_NAMES_34, m35
#define DBSAFE_NAMES_36 DBSAFE_NAMES_35, m36
#define DBSAFE_NAMES_37 DBSAFE_NAMES_36, m37
#define DBSAFE_NAMES_38 DBSAFE_NAMES_37, m38
#define DBSAFE_NAMES_39 DBSAFE_NAMES_38, m39
#define DBSAFE_NAMES_40 DBSAFE_NAMES_39, m40
#define DBSAFE_NAMES_41 DBSAFE_NAMES_40, m41
#define DBSAFE_NAMES_42 DBSAFE_NAMES_41, m42
#define DBSAFE_NAMES_43 DBSAFE_NAMES_42, m43
#define DBSAFE_NAMES_44 DBSAFE_NAMES_43, m44
#define DBSAFE_NAMES_45 DBSAFE_NAMES_44, m45
#define DBSAFE_NAMES_46 DBSAFE_NAMES_45, m46
#define DBSAFE_NAMES_47 DBSAFE_NAMES_46, m47
#define DBSAFE_NAMES_48 DBSAFE_NAMES_47, m48
#define DBSAFE_NAMES_49 DBSAFE_NAMES_48, m49
#define DBSAFE_NAMES_50 DBSAFE_NAMES_49, m50
#define DBSAFE_NAMES_51 DBSAFE_NAMES_50, m51
#define DBSAFE_NAMES_52 DBSAFE_NAMES_51, m52
#define DBSAFE_NAMES_53 DBSAFE_NAMES_52, m53
#define DBSAFE_NAMES_54 DBSAFE_NAMES_53, m54
#define DBSAFE_NAMES_55 DBSAFE_NAMES_54, m55
#define DBSAFE_NAMES_56 DBSAFE_NAMES_55, m56
#define DBSAFE_NAMES_57 DBSAFE_NAMES_56, m57
#define DBSAFE_NAMES_58 DBSAFE_NAMES_57, m58
#define DBSAFE_NAMES_59 DBSAFE_NAMES_58, m59
#define DBSAFE_NAMES_60 DBSAFE_NAMES_59, m60
#define DBSAFE_NAMES_61 DBSAFE_NAMES_60, m61
#define DBSAFE_NAMES_62 DBSAFE_NAMES_61, m62
#define DBSAFE_NAMES_63 DBSAFE_NAMES_62, m63
#define DBSAFE_NAMES_64 DBSAFE_NAMES_63, m64
#define DBSAFE_TIE(count) \
  else if constexpr (members == count) { \
    auto &[DBSAFE_NAMES_##count] = value; \
    return std::tie(DBSAFE_NAMES_##count); \
  }

/// References to all members, in order.
template <class T> constexpr auto tie_fields(T &value) {
  constexpr std::size_t members = count_fields<std::remove_const_t<T>>();
  static_assert(members > 0, "a row struct needs at least one member");
  if constexpr (members == 0 || members > most_fields)
    return std::tuple<>();
  DBSAFE_TIE(1) DBSAFE_TIE(2) DBSAFE_TIE(3) DBSAFE_TIE(4) DBSAFE_TIE(5)
  DBSAFE_TIE(6) DBSAFE_TIE(7) DBSAFE_TIE(8) DBSAFE_TIE(9) DBSAFE_TIE(10)
  DBSAFE_TIE(11) DBSAFE_TIE(12) DBSAFE_TIE(13) DBSAFE_TIE(14) DBSAFE_TIE(15)
  DBSAFE_TIE(16) DBSAFE_TIE(17) DBSAFE_TIE(18) DBSAFE_TIE(19) DBSAFE_TIE(20)
  DBSAFE_TIE(21) DBSAFE_TIE(22) DBSAFE_TIE(23) DBSAFE_TIE(24) DBSAFE_TIE(25)
  DBSAFE_TIE(26) DBSAFE_TIE(27) DBSAFE_TIE(28) DBSAFE_TIE(29) DBSAFE_TIE(30)
  DBSAFE_TIE(31) DBSAFE_TIE(32) DBSAFE_TIE(33) DBSAFE_TIE(34) DBSAFE_TIE(35)
  DBSAFE_TIE(36) DBSAFE_TIE(37) DBSAFE_TIE(38) DBSAFE_TIE(39) DBSAFE_TIE(40)
  DBSAFE_TIE(41) DBSAFE_TIE(42) DBSAFE_TIE(43) DBSAFE_TIE(44) DBSAFE_TIE(45)
  DBSAFE_TIE(46) DBSAFE_TIE(47) DBSAFE_TIE(48) DBSAFE_TIE(49) DBSAFE_TIE(50)
  DBSAFE_TIE(51) DBSAFE_TIE(52) DBSAFE_TIE(53) DBSAFE_TIE(54) DBSAFE_TIE(55)
  DBSAFE_TIE(56) DBSAFE_TIE(57) DBSAFE_TIE(58) DBSAFE_TIE(59) DBSAFE_TIE(60)
  DBSAFE_TIE(61) DBSAFE_TIE(62) DBSAFE_TIE(63) DBSAFE_TIE(64)
}

#undef DBSAFE_TIE
#undef DBSAFE_NAMES_1
#undef DBSAFE_NAMES_2
#undef DBSAFE_NAMES_3
#undef DBSAFE_NAMES_4
#undef DBSAFE_NAMES_5
#undef DBSAFE_NAMES_6
#undef DBSAFE_NAMES_7
#undef DBSAFE_NAMES_8
#undef DBSAFE_NAMES_9
#undef DBSAFE_NAMES_10
#undef DBSAFE_NAMES_11
#undef DBSAFE_NAMES_12
#undef DBSAFE_NAMES_13
#undef DBSAFE_NAMES_14
#undef DBSAFE_NAMES_15
#undef DBSAFE_NAMES_16
#undef DBSAFE_NAMES_17
#undef DBSAFE_NAMES_18
#undef DBSAFE_NAMES_19
#undef DBSAFE_NAMES_20
#undef DBSAFE_NAMES_21
#undef DBSAFE_NAMES_22
#undef DBSAFE_NAMES_23
#undef DBSAFE_NAMES_24
#undef DBSAFE_NAMES_25
#undef DBSAFE_NAMES_26
#undef DBSAFE_NAMES_27
#undef DBSAFE_NAMES_28
#undef DBSAFE_NAMES_29
#undef DBSAFE_NAMES_30
#undef DBSAFE_NAMES_31
#undef DBSAFE_NAMES_32
#undef DBSAFE_NAMES_33
#undef DBSAFE_NAMES_34
#undef DBSAFE_NAMES_35
#undef DBSAFE_NAMES_36
#undef DBSAFE_NAMES_37
#undef DBSAFE_NAMES_38
#undef DBSAFE_NAMES_39
#undef DBSAFE_NAMES_40
#undef DBSAFE_NAMES_41
#undef DBSAFE_NAMES_42
#undef DBSAFE_NAMES_43
#undef DBSAFE_NAMES_44
#undef DBSAFE_NAMES_45
#undef DBSAFE_NAMES_46
#undef DBSAFE_NAMES_47
#undef DBSAFE_NAMES_48
#undef DBSAFE_NAMES_49
#undef DBSAFE_NAMES_50
#undef DBSAFE_NAMES_51
#undef DBSAFE_NAMES_52
#undef DBSAFE_NAMES_53
#undef DBSAFE_NAMES_54
#undef DBSAFE_NAMES_55
#undef DBSAFE_NAMES_56
#undef DBSAFE_NAMES_57
#undef DBSAFE_NAMES_58
#undef DBSAFE_NAMES_59
#undef DBSAFE_NAMES_60
#undef DBSAFE_NAMES_61
#undef DBSAFE_NAMES_62
#undef DBSAFE_NAMES_63
#undef DBSAFE_NAMES_64
// NOLINTEND(bugprone-macro-parentheses)
// clang-format on

} // namespace dbsafe::detail

#endif
