using System.Security.Cryptography;
using CoRe.Bot.Privacy;

namespace CoRe.Bot.Tests.Privacy;

public sealed class DataKeyTests
{
    private readonly DataKey _key = new(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void What_was_sealed_opens_in_its_place()
    {
        var sealedBytes = _key.Seal("transcript", "sealed_activity", "c|1", "ho paura");

        Assert.Equal("ho paura", _key.OpenText("transcript", "sealed_activity", "c|1", sealedBytes));
    }

    [Theory]
    [InlineData("inbox", "sealed_activity", "c|1")]
    [InlineData("transcript", "other", "c|1")]
    [InlineData("transcript", "sealed_activity", "c|2")]
    public void A_value_moved_elsewhere_does_not_open(string table, string column, string row)
    {
        var sealedBytes = _key.Seal("transcript", "sealed_activity", "c|1", "ho paura");

        Assert.ThrowsAny<CryptographicException>(() => _key.Open(table, column, row, sealedBytes));
    }

    [Fact]
    public void Every_single_flipped_bit_is_refused()
    {
        var sealedBytes = _key.Seal("t", "c", "r", "parole");

        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            var altered = (byte[])sealedBytes.Clone();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<CryptographicException>(() => _key.Open("t", "c", "r", altered));
        }
    }
}
