// Agreement of two readers on classes beyond what chance would give: Cohen's kappa with its interval. Pure; any thread.
// Sources: Cohen J., A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960) 37-46;
// large-sample standard error: Fleiss J.L., Cohen J., Everitt B.S., Large sample standard errors of kappa and weighted kappa,
// Psychological Bulletin 72 (1969) 323-327.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowman {

/// Objects by the class of the first reader (row) and of the second (column); square.
using ClassTable = std::vector<std::vector<std::int64_t>>;

struct Kappa {
    std::int64_t objects = 0;
    double observed = 0;                  ///< share of objects with one class from both; 0 where there are none
    double expected = 0;                  ///< the share that chance would give
    std::optional<double> value;          ///< empty where it does not exist; `why` says so then
    std::optional<double> standardError;  ///< not the one under the hypothesis that kappa is 0; empty where all agree or none, as its size cannot be told then
    double low = 0, high = 0;             ///< 95 %: value ± 1.96 standard errors, kept in [-1, 1]; only where there is an error
    std::string why = {};                 ///< "no object in both readings", "both readers gave one class only"
};

/// Kappa does not exist without objects, nor where both readers put everything into the same one class.
Kappa cohensKappa(const ClassTable& table);

}  // namespace bowman
