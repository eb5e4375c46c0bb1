using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Tests.Languages;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Tests.Understanding;

public sealed class TopicRecognizerTests
{
    private static readonly TopicRecognizer Recognizer = TopicRecognizer.Load(LocaleFolder.RealLibrary(), CoRe.Bot.Languages.Detection.LanguageDetector.Load());

    [Theory]
    [InlineData("mi serve un avvocato gratis", "legal_aid_lawyer")]
    [InlineData("who is going to be my guardian", "guardian_tutor")]
    [InlineData("j'ai perdu mon passeport", "documents_identity_tax_code")]
    [InlineData("ابني عنده إعاقة وأحتاج مساعدة", "disability_support")]
    [InlineData("3ayz a3mel eqama", "residence_permit_minor")]
    public void A_plain_question_has_one_topic(string text, string topic) =>
        Assert.Equal(new TopicId(topic), Recognizer.Recognize(new PersonText(text)).Topic);

    [Theory]
    [InlineData("dove trovo un avvocatto", "legal_aid_lawyer")]
    [InlineData("mio figlio deve fare i vacini", "vaccination_pediatrician")]
    [InlineData("i need a lawer please", "legal_aid_lawyer")]
    [InlineData("je cherche un pediatr pour ma fille", "vaccination_pediatrician")]
    public void One_slip_of_the_finger_does_not_hide_a_topic(string text, string topic) =>
        Assert.Equal(new TopicId(topic), Recognizer.Recognize(new PersonText(text)).Topic);

    [Fact]
    public void The_chosen_language_is_no_gate_for_a_message_in_another()
    {
        var guess = Recognizer.Recognize(new PersonText("où trouver un avocat gratuit"), LocaleTag.Arabic);

        Assert.Equal(new TopicId("legal_aid_lawyer"), guess.Topic);
    }

    [Fact]
    public void Two_topics_that_lie_close_become_a_question_back()
    {
        var guess = Recognizer.Recognize(new PersonText("avvocato o psicologo"));

        Assert.Null(guess.Topic);
        Assert.Equal(["legal_aid_lawyer", "mental_health_support"], guess.Candidates.Select(topic => topic.Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("blorp zanf quixo")]
    public void A_message_that_no_list_knows_is_not_guessed(string text) =>
        Assert.Equal(TopicGuess.Nothing, Recognizer.Recognize(new PersonText(text)));

    [Fact]
    public void Politeness_around_a_question_does_not_hide_it() =>
        Assert.Equal(new TopicId("asylum_international_protection"), Recognizer.Recognize(new PersonText("ciao buongiorno, grazie, come chiedo asilo?")).Topic);

    [Fact]
    public void No_more_than_four_candidates_are_offered()
    {
        var guess = Recognizer.Recognize(new PersonText("scuola medico avvocato lavoro polizia residenza vaccino"));

        Assert.InRange(guess.Candidates.Count, 2, 4);
    }

    [Fact]
    public void Every_language_has_words_and_questions_for_every_topic()
    {
        var files = TopicFile.ReadAll(LocaleFolder.RealLibrary());

        Assert.Empty(LocaleFolder.RealLibrary().Packs.Select(pack => pack.Tag).Except(files.Keys));
        Assert.All(files.Values, file => Assert.Equal(Recognizer.Topics.Select(topic => topic.Value), file.Topics.Keys.Order(StringComparer.Ordinal)));
        Assert.All(files.Values.SelectMany(file => file.Topics), topic => Assert.True(topic.Value.Words.Count >= 5 && topic.Value.Phrases.Count >= 3, topic.Key));
    }

    [Fact]
    public void Nearly_every_written_question_finds_its_own_topic_among_the_first_three()
    {
        var files = TopicFile.ReadAll(LocaleFolder.RealLibrary());
        List<string> lost = [.. from file in files
                   from topic in file.Value.Topics
                   from phrase in topic.Value.Phrases
                   where !Recognizer.Recognize(new PersonText(phrase)).Candidates.Take(3).Contains(new TopicId(topic.Key))
                   select $"{file.Key} {topic.Key}: {phrase}"];

        // Twenty languages share short words; one question in three hundred may be read as another's.
        Assert.True(lost.Count * 300 <= files.Values.Sum(file => file.Topics.Values.Sum(topic => topic.Phrases.Count)), string.Join('\n', lost));
    }

    [Fact]
    public void An_entry_without_words_is_refused()
    {
        var file = new TopicFile
        {
            Ignore = ["di", "la"],
            Commands = new Dictionary<string, IReadOnlyList<string>>(),
            Topics = new Dictionary<string, TopicEntry> { ["a"] = new() { Phrases = [], Words = new Dictionary<string, double> { ["?!"] = 3 } } },
        };

        Assert.Throws<InvalidDataException>(() => new TopicLexicon(file));
    }
}
