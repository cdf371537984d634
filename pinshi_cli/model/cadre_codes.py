"""How the cadre information system writes an annual result (A15, year in A1521).

As a published code list gives them, in the wording of 2007; whether the edition in use is still
the same was not verified, and `PROVENANCE` goes with every file that has them. Only what a year's
verdict says for sure is coded: the finer codes (5A 新录用试用期, 5B 立案, 5C 处分, 6A 病事假超半年)
say why there is no grade, and are left to whoever enters them.
"""

from pinshi_cli.model.words import (
    BARELY,
    BEST_OF_YEAR,
    COMPETENT,
    INCOMPETENT,
    OUT_OF_YEAR,
    UNDETERMINED,
)

PROVENANCE = (
    "A15 年度考核结论代码照 2007 年前后公布的代码表，没有与现行版本核对，上报前请核对；"
    "不确定等次只写 5、不进行考核只写 6，细分的 5A、5B、5C、6A 由填报人确定。"
)

A15 = {
    BEST_OF_YEAR: "1",
    COMPETENT: "2",
    BARELY: "3",
    INCOMPETENT: "4",
    UNDETERMINED: "5",
    OUT_OF_YEAR: "6",
}
"""By the annual grade, or what stands in its place."""
