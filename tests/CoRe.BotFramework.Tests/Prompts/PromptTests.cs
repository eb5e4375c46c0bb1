using CoRe.BotFramework.Tests.Dialogs;

namespace CoRe.BotFramework.Tests.Prompts;

public sealed class PromptTests
{
    [Fact]
    public async Task A_text_prompt_takes_any_words_and_ignores_what_is_no_message()
    {
        var run = Run(new TextPrompt("p"));

        Assert.Equal(["first?"], await run.SayAsync("hi"));
        Assert.Empty(await run.SendAsync(new Activity { Type = ActivityTypes.Event, Name = "location" }));
        Assert.Equal(["again?"], await run.SayAsync(""));
        Assert.Equal(["result: va bene"], await run.SayAsync("va bene"));
    }

    [Fact]
    public async Task A_validator_sees_attempts_and_options_and_its_own_words_replace_the_retry()
    {
        var attempts = new List<int>();
        var run = Run(new TextPrompt("p", async (prompt, ct) =>
        {
            attempts.Add(prompt.AttemptCount);
            Assert.Equal("first?", prompt.Options.Prompt.Text);
            prompt.State["seen"] = prompt.State.TryGetValue("seen", out var seen) ? seen + "+" + prompt.Recognized.Value : prompt.Recognized.Value;
            if (prompt.AttemptCount == 2)
            {
                await prompt.Context.SendActivityAsync("Longer, please.", cancellationToken: ct);
            }

            prompt.Recognized.Value = (string)prompt.State["seen"];
            return prompt.AttemptCount == 3;
        }));
        await run.SayAsync("hi");

        Assert.Equal(["again?"], await run.SayAsync("a"));
        Assert.Equal(["Longer, please."], await run.SayAsync("b"));
        Assert.Equal(["result: a+b+c"], await run.SayAsync("c"));
        Assert.Equal([1, 2, 3], attempts);
    }

    [Fact]
    public async Task A_shared_question_is_never_written_to()
    {
        var question = MessageFactory.Text("first?");
        var before = ActivityJson.Serialize(question);
        var run = new DialogRun(new Component(
            new WaterfallDialog("w", [(step, ct) => step.PromptAsync("p", new PromptOptions { Prompt = question, Choices = [new Choice("a")] }, ct)]),
            new ChoicePrompt("p")));

        var sent = Assert.Single(await run.SendAsync(Some.Message()));

        Assert.Equal(before, ActivityJson.Serialize(question));
        Assert.Equal(InputHints.ExpectingInput, sent.InputHint);
    }

    [Theory]
    [InlineData("en-us", "I am 16 years old", 16)]
    [InlineData("en-us", "sixteen", 16)]
    [InlineData("it-it", "ho sedici anni", 16)]
    [InlineData("it-it", "ho un fratello di 12 anni", 12)]
    [InlineData("it-it", "1.500", 1500)]
    [InlineData("en-us", "1,500", 1500)]
    [InlineData("ar-sa", "عمري ١٦ سنة", 16)]
    [InlineData("ar-sa", "خمسة", 5)]
    [InlineData("bn-bd", "আমার বয়স ১৭", 17)]
    [InlineData("fr-fr", "j'ai quinze ans", 15)]
    [InlineData("en-us", "-3", -3)]
    [InlineData("en-us", "I'm (16)!", 16)]
    [InlineData("it-it", "16.", 16)]
    public async Task A_number_is_found_in_a_sentence(string locale, string said, int expected)
        => Assert.Equal($"result: {expected}", await AnswerAsync(new NumberPrompt<int>("p"), locale, said));

    [Theory]
    [InlineData("en-us", "between 12 and 14")]
    [InlineData("en-us", "333 1234567")]
    [InlineData("en-us", "2009-12-31")]
    [InlineData("en-us", "14.5")]
    [InlineData("it-it", "1.5")]
    [InlineData("en-us", "1,5")]
    [InlineData("en-us", "99999999999")]
    [InlineData("en-us", "K2")]
    [InlineData("it-it", "12anni")]
    [InlineData("en-us", "many")]
    [InlineData("en-us", "12 or thirteen")]
    public async Task What_could_be_another_number_is_asked_again(string locale, string said)
        => Assert.Equal("again?", await AnswerAsync(new NumberPrompt<int>("p"), locale, said));

    [Theory]
    [InlineData("it-it", "1,5", 1.5)]
    [InlineData("en-us", "1.5", 1.5)]
    [InlineData("it-it", "1.234,5", 1234.5)]
    [InlineData("ar-sa", "3", 3)]
    public async Task Decimals_are_read_as_the_language_writes_them(string locale, string said, double expected)
    {
        Assert.Equal(FormattableString.Invariant($"result: {expected}"), await AnswerAsync(new NumberPrompt<double>("p"), locale, said));
        Assert.Equal(FormattableString.Invariant($"result: {expected}"), await AnswerAsync(new NumberPrompt<decimal>("p"), locale, said));
    }

    [Fact]
    public void A_number_prompt_of_something_else_is_refused_at_once()
        => Assert.Throws<NotSupportedException>(() => new NumberPrompt<Guid>("p"));

    internal static DialogRun Run(Dialog prompt, string? locale = null, string channelId = Channels.Test, params Choice[] choices)
        => new(new Component(
            new WaterfallDialog("w",
            [
                (step, ct) => step.PromptAsync("p", new PromptOptions { Prompt = MessageFactory.Text("first?"), RetryPrompt = MessageFactory.Text("again?"), Choices = choices }, ct),
                async (step, ct) =>
                {
                    var result = step.Result is FoundChoice found ? found.Value : step.Result;
                    await step.Context.SendActivityAsync(FormattableString.Invariant($"result: {result}"), cancellationToken: ct);
                    return await step.EndDialogAsync(null, ct);
                },
            ]),
            prompt), channelId, locale);

    internal static async Task<string> AnswerAsync(Dialog prompt, string locale, string said, params Choice[] choices)
    {
        var run = Run(prompt, locale, Channels.Test, choices);
        await run.SayAsync("hi");
        return Assert.Single(await run.SayAsync(said)).Split("\n")[0].Split(" (1)")[0];
    }
}
