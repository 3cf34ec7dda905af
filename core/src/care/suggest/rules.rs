//! The words that lead to a suggestion.
//!
//! They are words that authors use for what happened to them, and none that say who somebody is: nobody's identity is
//! a warning. Words with a common harmless meaning ("shot", "groom", "outing") are left out or stand in a phrase.

use super::super::warning::Topic;

/// For each topic its rules with commas between them: words in lower case with single blanks between them; a star at
/// the end of a word stands for any ending.
const TEXT: [(Topic, &str); 16] = [
    (
        Topic::Violence,
        "murder*, stabbed, stabbing*, beaten, beat me, beat him, beat her, beat them, punched, kicked me, \
         attacked, assault*, violence, violent, violently, gunman, gunmen, gunshot*, shot dead, tortur*, \
         bleeding",
    ),
    (
        Topic::SexualViolence,
        "rape, raped, rapes, rapist*, raping, molest*, groped, groping, sexual assault*, sexually assault*, \
         sexual harassment, sexually harass*, sexual abuse, sexually abuse*, sexual violence, without my \
         consent",
    ),
    (Topic::SexualContent, "orgasm*, erotic*, porn, porno*, had sex, having sex, sex scene*, blowjob*"),
    (
        Topic::Abuse,
        "abuse, abused, abuser*, abusive, abusing, domestic violence, coercive control, gaslight*, afraid of \
         him at home, violent partner, violent husband, violent father, violent mother",
    ),
    (
        Topic::DeathAndGrief,
        "death, deaths, died, dying, dead body, funeral*, grief, grieve*, grieving, mourn*, bereave*, passed \
         away, buried her, buried him, buried them, wake for, obituar*, stillb*, miscarr*",
    ),
    (
        Topic::SuicideAndSelfHarm,
        "suicid*, self harm*, selfharm*, overdose*, kill myself, killed himself, killed herself, killed \
         themself, killed themselves, end my life, own life, hurt myself, cut myself, want to die, wanted to \
         die",
    ),
    (
        Topic::MentalHealth,
        "depression, depressed, anxiety, panic attack*, psychosis, psychotic, bipolar, ptsd, trauma, \
         traumatic, traumatis*, traumatiz*, sectioned, nervous breakdown, eating disorder*, anorexi*, \
         bulimi*, flashbacks, psychiatr*",
    ),
    (
        Topic::SubstanceUse,
        "cocaine, heroin, ketamine, crystal meth, chemsex, alcoholi*, addict, addicts, addicted, addiction*, \
         overdose*, drug use, using drugs, took drugs, rehab, withdrawal symptoms, got drunk, was drunk, \
         blackout drunk",
    ),
    (
        Topic::MedicalAndHiv,
        "hiv, cancer, tumour*, chemotherapy, surgery, surgeries, intensive care, diagnosis, diagnosed, \
         hospice, transplant*, sickle cell, syphilis, blood test*, stroke ward",
    ),
    (
        Topic::FamilyRejection,
        "disown*, estrange*, kicked me out, threw me out, thrown out, put out of, kicked out of home, no son \
         of mine, no child of mine, no daughter of mine, never to come back, cut me off",
    ),
    (
        Topic::IdentityHarm,
        "outed, outing me, outing him, outing her, outing them, deadnam*, dead name*, misgender*, conversion \
         therap*, conversion practice*, corrective rape",
    ),
    (
        Topic::Racism,
        "racism, racist*, racial abuse, racially abuse*, racially profil*, racial profil*, lynch*, apartheid, \
         enslav*, slavery, n word, white suprem*, go back to where, monkey noises, monkey chant*",
    ),
    (Topic::Queerphobia, "homophob*, transphob*, biphob*, queerphob*, gay bash*, queer bash*, queerbash*, section 28"),
    (
        Topic::PolicingAndImmigration,
        "police, policeman, policemen, policing, arrest*, stop and search*, handcuff*, in custody, deport*, \
         detention centre*, detained, immigration, home office, asylum, windrush scandal, hostile \
         environment, prison*, raided",
    ),
    (
        Topic::ReligiousHarm,
        "exorcis*, pray the gay, prayed the gay, abomination*, excommunicat*, hellfire, burn in hell, \
         spiritual abuse, sent to hell, deliverance prayer*, cast out demon*, sin of homosexuality",
    ),
    (
        Topic::QuotedHateSpeech,
        "slur, slurs, hate speech, hate crime*, hate mail, shouted abuse, called me names, hurled abuse",
    ),
];

/// The rules of each topic, in taxonomy order.
pub(super) fn rules() -> impl Iterator<Item = (Topic, Vec<&'static str>)> {
    TEXT.into_iter().map(|(topic, text)| (topic, text.split(", ").collect()))
}
