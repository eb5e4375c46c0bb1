using CoRe.Bot.Facts;

namespace CoRe.Bot.Rights;

/// <summary>A page to hold up at a counter. <paramref name="Number"/> stands in its address, so that a phone's history tells nothing of the topic.</summary>
/// <param name="Counter"><c>school</c>, <c>health</c> or <c>police</c>: whose window it is.</param>
internal sealed record CounterCard(int Number, TopicId Topic, string Counter)
{
    /// <summary>The page in that language.</summary>
    public string Address(string tag) => FormattableString.Invariant($"/card/{Number}?l={tag}");
}

/// <summary>The topics for which there is something to show at a counter. A number once given stays.</summary>
internal static class CounterCards
{
    public static readonly IReadOnlyList<CounterCard> All =
    [
        new(1, new TopicId("school_enrolment"), "school"),
        new(2, new TopicId("italian_course"), "school"),
        new(3, new TopicId("disability_support"), "school"),
        new(11, new TopicId("health_care"), "health"),
        new(12, new TopicId("vaccination_pediatrician"), "health"),
        new(13, new TopicId("pregnancy_and_young_mothers"), "health"),
        new(14, new TopicId("mental_health_support"), "health"),
        new(21, new TopicId("police_rights"), "police"),
        new(22, new TopicId("asylum_international_protection"), "police"),
        new(23, new TopicId("residence_permit_minor"), "police"),
        new(24, new TopicId("guardian_tutor"), "police"),
        new(25, new TopicId("age_assessment"), "police"),
    ];

    public static CounterCard? Find(int number) => All.FirstOrDefault(card => card.Number == number);

    public static CounterCard? Of(TopicId topic) => All.FirstOrDefault(card => card.Topic == topic);
}
