/* What many texts are worth to each party at war's risk (E14): the innermost kernel, by hand in C.
   The practical limit that the compiled rules are measured against; benchmarks/report.py builds it
   and checks that it gives the same numbers. */
#include <math.h>

void survey(long count, long parties, long issues, long options, const long *texts,
            const double *net, const double *price, const long *stride, const double *guarantee,
            const long *left_open, long core_questions, const double *resumed, const double *calm,
            const double *discount, const double *legacy, const double *peril, long attacker,
            long defender, double *into) {
    for (long row = 0; row < count; row++) {
        const long *text = texts + row * issues;
        double *worth = into + row * parties, strong = 0.0, paid[64];
        long index = 0, left = 0;
        for (long i = 0; i < issues; i++) {
            index += stride[i] * text[i];
            strong += guarantee[i * options + text[i]];
            left += left_open[i * options + text[i]];
        }
        if (strong > 1.0) strong = 1.0;
        for (long p = 0; p < parties; p++) {
            double total = 0.0;
            for (long i = 0; i < issues; i++) total += net[(p * issues + i) * options + text[i]];
            worth[p] = total;
            total = 0.0;
            for (long i = 0; i < issues; i++) total += price[(p * issues + i) * options + text[i]];
            paid[p] = total;
        }
        const double *war = resumed + index * parties;
        double of_attacker = war[attacker] - (worth[attacker] + paid[attacker]);
        double of_defender = war[defender] - (worth[defender] + paid[defender]);
        for (long p = 0; p < parties; p++) {
            double aggrieved = 0.0;
            if (p != attacker && of_attacker > aggrieved) aggrieved = of_attacker;
            if (p != defender && of_defender > aggrieved) aggrieved = of_defender;
            double eta = calm[p] - peril[0] * strong + peril[1] * aggrieved;
            if (core_questions > 0 && left == core_questions) eta += peril[2];
            double risk = -expm1(-exp(eta < 700.0 ? eta : 700.0));
            double weight = discount[p] * risk / (1.0 - discount[p] * (1.0 - risk));
            worth[p] = (1.0 - weight) * (worth[p] + legacy[p]) + weight * (war[p] - paid[p]);
        }
    }
}
