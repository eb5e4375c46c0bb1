using CoRe.Bot.Operators;

namespace CoRe.Bot.Tests.Operators;

public sealed class TotpTests
{
    // The secret of RFC 6238, appendix B, in base32; its eight digits cut to the last six.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_the_standard(long seconds, string code) => Assert.Equal(code, Totp.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(-30, true)]
    [InlineData(90, false)]
    [InlineData(-90, false)]
    public void A_code_holds_for_one_step_before_and_after(int offset, bool expected)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        Assert.Equal(expected, Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(offset)), now) is not null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public void Anything_else_is_no_code(string? code) => Assert.Null(Totp.Match(Key, code, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void A_new_key_has_160_bits_and_is_never_the_same()
    {
        var keys = Enumerable.Range(0, 50).Select(_ => Totp.NewKey()).ToList();

        Assert.All(keys, k => Assert.Matches("^[A-Z2-7]{32}$", k));
        Assert.Equal(50, keys.Distinct().Count());
    }
}
