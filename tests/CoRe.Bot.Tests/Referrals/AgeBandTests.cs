using CoRe.Bot.Facts;

namespace CoRe.Bot.Tests.Referrals;

public sealed class AgeBandTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(0, "under14")]
    [InlineData(13, "under14")]
    [InlineData(14, "14-17")]
    [InlineData(17, "14-17")]
    [InlineData(18, "18+")]
    public void An_age_becomes_a_band(int? age, string? band) => Assert.Equal(band, AgeBand.Of(age));

    [Theory]
    [InlineData("under14", 14, 17, false)]
    [InlineData("under14", null, 17, true)]
    [InlineData("14-17", 16, 25, true)]
    [InlineData("14-17", 18, null, false)]
    [InlineData("18+", null, 17, false)]
    [InlineData("18+", null, null, true)]
    public void A_service_fits_when_the_ages_meet(string band, int? minimum, int? maximum, bool fits) => Assert.Equal(fits, AgeBand.Fits(band, minimum, maximum));
}
