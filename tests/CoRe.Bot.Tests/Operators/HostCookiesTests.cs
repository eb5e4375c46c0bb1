using CoRe.Bot.Operators;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Tests.Operators;

public sealed class HostCookiesTests
{
    [Theory]
    [InlineData("https", "__Host-core=")]
    [InlineData("http", "core=")]
    public void Over_https_the_name_binds_the_cookie_to_its_host(string scheme, string expected)
    {
        var http = new DefaultHttpContext { Request = { Scheme = scheme, Host = new HostString("desk.example.org") } };

        new HostCookies().AppendResponseCookie(http, "core", "value", new CookieOptions { Path = "/", Secure = scheme == "https", HttpOnly = true, SameSite = SameSiteMode.Strict });

        Assert.StartsWith(expected, http.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_cookie_is_not_taken_for_the_bound_one()
    {
        var http = new DefaultHttpContext { Request = { Scheme = "https", Headers = { Cookie = "core=planted-by-a-neighbour" } } };

        Assert.Null(new HostCookies().GetRequestCookie(http, "core"));
    }
}
