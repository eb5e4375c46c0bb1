using Microsoft.Extensions.Logging;
using Mono.Cecil;

namespace CoRe.Bot.Tests.Architecture;

public sealed class LogTests
{
    [Fact]
    public void Log_methods_take_only_ids_counts_enums_and_codes()
    {
        Assert.True(LogRules.LogMethods(House.Modules) >= 4);
        Assert.Empty(LogRules.ParametersThatCouldCarryWords(House.Modules).Distinct());
    }

    [Fact]
    public void Nothing_logs_without_a_declared_method() => Assert.Empty(LogRules.UndeclaredLogCalls(House.Modules).Distinct());

    [Fact]
    public void Where_words_are_opened_nothing_is_logged() => Assert.Empty(LogRules.WordsBesideALogger(House.Modules).Distinct());

    [Fact]
    public void A_log_method_that_takes_a_text_an_exception_or_words_is_seen()
    {
        var module = Planted.Module();
        var type = module.Type("CoRe.Bot.Pipeline", "Chatty");
        var method = type.Method("Heard", module.ImportReference(typeof(ILogger)), module.TypeSystem.String, module.ImportReference(typeof(Exception)),
            new TypeReference("CoRe.Bot.Facts", "PersonText", module, module), module.TypeSystem.Int32);
        method.CustomAttributes.Add(new CustomAttribute(module.ImportReference(typeof(LoggerMessageAttribute).GetConstructor([]))));

        Assert.Equal(
            ["Chatty.Heard(String p1)", "Chatty.Heard(Exception p2)", "Chatty.Heard(PersonText p3)"],
            LogRules.ParametersThatCouldCarryWords([module]));
    }

    [Fact]
    public void A_free_log_call_and_words_beside_a_logger_are_seen()
    {
        var module = Planted.Module();
        var type = module.Type("CoRe.Bot.Dialogs", "Chatty");
        var reveal = module.ImportReference(typeof(Facts.PersonText).GetMethod("Reveal"));
        type.Method("Free").Calling(module.Import(typeof(LoggerExtensions), "LogInformation"));
        type.Method("Beside").Calling(reveal, module.ImportReference(typeof(Console).GetMethod("WriteLine", [typeof(string)])));

        Assert.Equal(["Chatty.Free"], LogRules.UndeclaredLogCalls([module]));
        Assert.Equal(["Chatty.Beside"], LogRules.WordsBesideALogger([module]));
    }
}
