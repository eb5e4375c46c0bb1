using System.Reflection;
using System.Text.Json;

namespace CoRe.BotFramework.Tests.State;

/// <summary>What goes into dialog state comes out as the same type: on other stores int became long and text became dates.</summary>
public sealed class TypeFidelityTests
{
    public static TheoryData<object> Values =>
    [
        42, -1, 3_000_000_000L, 1.5, double.NaN, 0.1f, 79228162514264337593543950335m, 1.10m, true, "plain", "2026-03-01T10:00:00Z", "42", "", "مرحبا \"<b>\" 😀",
        new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Unspecified), DateTime.MaxValue,
        new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(2)), new DateOnly(2009, 12, 31), TimeSpan.FromTicks(123456789012),
        Guid.Parse("6f2b3a4c-0000-4000-8000-1234567890ab"), new Uri("https://example.org/a?b=c"),
        new List<object> { 1, "two", 3L, new List<object> { true } }, new object[] { 1, 2.0 }, new List<string> { "a", "b" }, new[] { "a" },
        new List<int> { 1, 2 }, new[] { 1L, 2L }, new List<Guid> { Guid.Empty }, new Dictionary<string, string> { ["a"] = "b" },
        new Dictionary<string, object> { ["n"] = 1, ["$"] = "v", ["deep"] = new Dictionary<string, object> { ["l"] = 1L } },
        JsonDocument.Parse("""{"any":["json",1,null]}""").RootElement,
        new FoundChoice { Value = "red", Index = 2, Score = 0.5f, Synonym = "rosso" },
        new Choice("red") { Synonyms = ["rosso"], Action = new CardAction(ActionTypes.PostBack, "Red", value: 7) },
        new PromptOptions { Prompt = MessageFactory.Text("?"), Choices = [new("a"), new("b") { Synonyms = ["c"] }], Style = ListStyle.List, Validations = 18, RecognizeLanguage = "it-it" },
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_comes_back_as_itself(object value)
    {
        var read = await RoundTripAsync(value, StateTypes.Standard);

        Assert.IsType(value.GetType(), read);
        Assert.Equal(Shown(value), Shown(read));
    }

    [Fact]
    public async Task Null_comes_back_as_null() => Assert.Null(await RoundTripAsync(null, StateTypes.Standard));

    [Fact]
    public async Task A_registered_type_comes_back_as_itself_with_untyped_members_inside()
    {
        var types = StateTypes.Standard.With<Booking>("booking").With<Colour>("colour");

        var booking = Assert.IsType<Booking>(await RoundTripAsync(new Booking("Roma", 2) { Extra = 5L, Tint = Colour.Red }, types));

        Assert.Equal(("Roma", 2, 5L, Colour.Red), (booking.To, booking.Nights, booking.Extra, booking.Tint));
        Assert.Equal(Colour.Red, await RoundTripAsync(Colour.Red, types));
    }

    [Fact]
    public async Task A_type_that_is_not_registered_is_refused_when_it_is_saved_and_named()
    {
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => RoundTripAsync(new Booking("a secret place", 1), StateTypes.Standard));

        Assert.Contains(nameof(Booking), refusal.Message);
        Assert.DoesNotContain("a secret place", refusal.Message);
        await Assert.ThrowsAsync<NotSupportedException>(() => RoundTripAsync(new List<object> { Colour.Red }, StateTypes.Standard));
        await Assert.ThrowsAsync<NotSupportedException>(() => RoundTripAsync(new SortedDictionary<string, object>(), StateTypes.Standard));
    }

    [Fact]
    public void A_tag_or_type_cannot_be_registered_twice()
    {
        Assert.Throws<ArgumentException>(() => StateTypes.Standard.With<Booking>("list"));
        Assert.Throws<ArgumentException>(() => StateTypes.Standard.With<long>("mine"));
        Assert.Throws<ArgumentException>(() => StateTypes.Standard.With<Booking>(" "));
    }

    [Fact]
    public async Task A_tag_that_is_no_longer_known_is_an_error_that_names_it()
    {
        var storage = new MemoryStorage();
        await WriteAsync(storage, new Booking("Roma", 1), StateTypes.Standard.With<Booking>("booking"));

        var error = await Assert.ThrowsAsync<JsonException>(() => ReadAsync(storage, StateTypes.Standard));

        Assert.Contains("'booking'", error.Message);
    }

    [Fact]
    public async Task A_prompt_with_buttons_cards_and_payloads_comes_back_whole()
    {
        var prompt = (Activity)MessageFactory.SuggestedActions(new[] { new CardAction(ActionTypes.ImBack, "Sì", value: "sì"), new CardAction(ActionTypes.PostBack, "No", value: 2) }, "?");
        prompt.Attachments = [new HeroCard("Title").ToAttachment(), new Attachment("application/json", content: new { any = "thing" })];
        prompt.ChannelData = new Dictionary<string, string> { ["k"] = "v" };

        var options = (PromptOptions)(await RoundTripAsync(new PromptOptions { Prompt = prompt, RetryPrompt = MessageFactory.Text("again") }, StateTypes.Standard))!;

        Assert.Equal(["sì", 2], options.Prompt.SuggestedActions.Actions.Select(action => action.Value));
        Assert.Equal("Title", Assert.IsType<HeroCard>(options.Prompt.Attachments[0].Content).Title);
        Assert.Equal("v", options.Prompt.GetChannelData<Dictionary<string, string>>()["k"]);
        Assert.Equal(ActivityJson.Serialize(prompt), ActivityJson.Serialize(options.Prompt));
        Assert.Equal(("again", InputHints.AcceptingInput), (options.RetryPrompt.Text, options.RetryPrompt.InputHint));
    }

    // Activities are stored by a short hand-written form when they have only a few members. This walks all the others.
    [Fact]
    public async Task No_member_of_an_activity_is_forgotten_in_storage()
    {
        foreach (var property in typeof(Activity).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var prompt = MessageFactory.Text("?");
            property.SetValue(prompt, Sample(property.PropertyType));

            var read = (PromptOptions)(await RoundTripAsync(new PromptOptions { Prompt = prompt }, StateTypes.Standard))!;

            Assert.True(ActivityJson.Serialize(prompt) == ActivityJson.Serialize(read.Prompt), $"{property.Name} was lost or changed.");
        }
    }

    private static object Sample(Type type)
    {
        if (type == typeof(string) || type == typeof(object))
        {
            return "sample";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return inner == typeof(bool) ? true : new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
        }

        if (type == typeof(Dictionary<string, JsonElement>))
        {
            return new Dictionary<string, JsonElement> { ["other"] = JsonDocument.Parse("1").RootElement };
        }

        return type.IsInterface
            ? typeof(List<>).MakeGenericType(type.GetGenericArguments()).GetConstructor([])!.Invoke([])
            : type.GetConstructor([])!.Invoke([]);
    }

    private static string Shown(object? value) => value switch
    {
        DateTime time => $"{time:O} {time.Kind}",
        float or double or decimal => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
        null => "null",
        _ => value.GetType() + JsonSerializer.Serialize(value, value.GetType(), ActivityJson.Options),
    };

    private static async Task<object?> RoundTripAsync(object? value, StateTypes types)
    {
        var storage = new MemoryStorage();
        await WriteAsync(storage, value, types);
        return await ReadAsync(storage, types);
    }

    private static async Task WriteAsync(MemoryStorage storage, object? value, StateTypes types)
    {
        var state = new ConversationState(storage, types);
        var turn = Some.Turn();
        var dialogs = await state.CreateProperty<DialogState>("Dialogs").GetAsync(turn, () => new DialogState());
        dialogs.DialogStack.Add(new DialogInstance { Id = "d", State = new Dictionary<string, object> { ["value"] = value! } });
        await state.SaveChangesAsync(turn);
    }

    private static async Task<object?> ReadAsync(MemoryStorage storage, StateTypes types)
    {
        var dialogs = await new ConversationState(storage, types).CreateProperty<DialogState>("Dialogs").GetAsync(Some.Turn());
        return Assert.Single(dialogs.DialogStack).State["value"];
    }

    public enum Colour
    {
        Green,
        Red,
    }

    public sealed record Booking(string To, int Nights)
    {
        public object? Extra { get; set; }

        public Colour Tint { get; set; }
    }
}
