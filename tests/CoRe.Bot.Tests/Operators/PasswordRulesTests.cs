using CoRe.Bot.Operators;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Tests.Operators;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("Password1234!")]
    [InlineData("P4ssw0rd2026")]
    [InlineData("qwertyuiop12")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijkl")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("corebot-2026")]
    [InlineData("io-sono-amina")]
    public async Task What_guessers_try_first_is_refused(string password) => Assert.False(await HoldsAsync(password));

    [Theory]
    [InlineData("tre-Gatti-sul-tetto")]
    [InlineData("solo minuscole e spazi")]
    [InlineData("قطة على السطح في الليل")]
    [InlineData("x7kq2-m9vbt-4hjwp")]
    public async Task Long_sentences_pass_without_signs_or_digits(string password) => Assert.True(await HoldsAsync(password));

    private static async Task<bool> HoldsAsync(string password) =>
        (await new PasswordRules().ValidateAsync(null!, new OperatorAccount { UserName = "amina" }, password)).Succeeded;
}
