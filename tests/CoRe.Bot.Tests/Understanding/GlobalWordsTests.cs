using CoRe.Bot.Facts;
using CoRe.Bot.Tests.Languages;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Tests.Understanding;

public sealed class GlobalWordsTests
{
    private static readonly GlobalWords Words = GlobalWords.Load(LocaleFolder.RealLibrary());

    [Theory]
    [InlineData("aiuto", nameof(GlobalCommand.Help))]
    [InlineData("AIUTOOO!!", nameof(GlobalCommand.Help))]
    [InlineData("Help", nameof(GlobalCommand.Help))]
    [InlineData("مساعدة", nameof(GlobalCommand.Help))]
    [InlineData("voglio una persona", nameof(GlobalCommand.Person))]
    [InlineData("operatre", nameof(GlobalCommand.Person))]
    [InlineData("Stop.", nameof(GlobalCommand.Stop))]
    [InlineData("توقف", nameof(GlobalCommand.Stop))]
    [InlineData("cancella", nameof(GlobalCommand.Erase))]
    [InlineData("delete everything", nameof(GlobalCommand.Erase))]
    [InlineData("retour", nameof(GlobalCommand.Back))]
    [InlineData("menù", nameof(GlobalCommand.Menu))]
    [InlineData("start again", nameof(GlobalCommand.StartAgain))]
    [InlineData("changer de langue", nameof(GlobalCommand.Language))]
    [InlineData("اللغة", nameof(GlobalCommand.Language))]
    public void A_message_that_is_only_a_command_is_one_in_every_language(string text, string command) =>
        Assert.Equal(command, Words.Recognize(new PersonText(text)).ToString());

    [Theory]
    [InlineData("he does not stop")]
    [InlineData("non voglio che cancelli la mia domanda di asilo")]
    [InlineData("mio padre non smette, aiuto")]
    [InlineData("")]
    [InlineData("scuola")]
    public void Words_inside_a_sentence_are_no_command(string text) => Assert.Equal(GlobalCommand.None, Words.Recognize(new PersonText(text)));

    [Theory]
    [InlineData("cancela")]
    [InlineData("delet")]
    public void Erasing_is_never_done_by_a_slip_of_the_finger(string text) => Assert.Equal(GlobalCommand.None, Words.Recognize(new PersonText(text)));

    [Fact]
    public void Every_language_has_every_command() =>
        Assert.All(
            TopicFile.ReadAll(LocaleFolder.RealLibrary()).Values,
            file => Assert.Equal(
                Enum.GetValues<GlobalCommand>().Where(command => command != GlobalCommand.None),
                file.Commands.Keys.Select(name => Enum.Parse<GlobalCommand>(name, ignoreCase: true)).Order()));
}
