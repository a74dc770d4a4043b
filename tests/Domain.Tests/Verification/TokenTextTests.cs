using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Tests.Verification;

/// <summary>
/// Goal: one token has one text, and whatever is not that text is not a token that its key signed. Method: every
/// character of a token is replaced by every other, and texts are cut, joined and scrambled by dice.
/// </summary>
public sealed class TokenTextTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n\u0661";

    /// <summary>Bytes that a QR code of version 11 at level M holds (ISO/IEC 18004, table 7).</summary>
    private const int QrBytes = 251;

    private static readonly Signer _signer = new("17");

    [Fact]
    public void What_is_written_is_read()
    {
        var token = TokenText.Read(_signer.Sign(Sample.Default));
        Assert.Equal("17", token!.KeyId);
        Assert.Equal(Sample.Default, token.Claims);
        Assert.True(_signer.Accepts(_signer.Sign(Sample.Default)));
    }

    [Fact]
    public void Every_document_of_every_length_comes_back() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Kind, ushort Number, uint Ends, uint Length)>(), dice =>
        {
            var kind = (CredentialKind)(dice.Kind % 5 + 1);
            var entity = kind is CredentialKind.VehicleCertificate or CredentialKind.ReviewVoucher
                ? new EntityId(EntityKind.Vehicle, "V-8F3K2")
                : kind == CredentialKind.CharterCertificate
                    ? new EntityId(EntityKind.Trip, "T-8F3K2")
                    : new EntityId(EntityKind.Certificate, "Q-8F3K2");
            var ends = DateTimeOffset.FromUnixTimeSeconds(1_000_000_000L + dice.Ends);
            var claims = new TokenClaims(
                "41",
                new CredentialId(kind, entity, dice.Number % 999 + 1),
                ends.AddMinutes(-(dice.Length % 9_999_999)),
                ends);
            return claims == TokenText.Read(_signer.Sign(claims))?.Claims;
        }));

    [Fact]
    public void No_character_can_be_another()
    {
        var token = _signer.Sign(Sample.Default);
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var other in Alphabet)
            {
                if (other == token[at]) continue;
                var changed = token[..at] + other + token[(at + 1)..];
                Assert.False(_signer.Accepts(changed), $"'{token[at]}' at {at} could be '{other}'");
            }
        }
    }

    [Fact]
    public void No_bit_can_be_another() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(ushort At, byte Bit)>(), dice =>
        {
            var token = _signer.Sign(Sample.Default).ToCharArray();
            token[dice.At % token.Length] ^= (char)(1 << (dice.Bit % 16));
            return !_signer.Accepts(new string(token));
        }));

    [Fact]
    public void Nothing_can_be_cut_off_or_added()
    {
        var token = _signer.Sign(Sample.Default);
        for (var length = 0; length < token.Length; length++) Assert.False(_signer.Accepts(token[..length]));
        for (var from = 1; from < token.Length; from++) Assert.False(_signer.Accepts(token[from..]));
        foreach (var more in new[] { ".", "=", "A", " ", "." + token, "\n" })
        {
            Assert.False(_signer.Accepts(token + more));
            Assert.False(_signer.Accepts(more + token));
        }
    }

    [Fact]
    public void Any_text_at_all_is_read_without_a_bang() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), text => text is null || TokenText.Read(text) is null));

    [Fact]
    public void The_parts_of_two_tokens_make_no_third()
    {
        var one = _signer.Sign(Sample.Default).Split('.');
        var other =
            _signer.Sign(Sample.Default with { Subject = Sample.Default.Subject with { Number = 7 } }).Split('.');
        Assert.False(_signer.Accepts($"{one[0]}.{other[1]}.{one[2]}"));
        Assert.False(_signer.Accepts($"{one[0]}.{one[1]}.{other[2]}"));
    }

    [Fact]
    public void Another_key_with_the_same_name_is_not_believed() =>
        Assert.False(_signer.Accepts(new Signer("17").Sign(Sample.Default)));

    /// <summary>Signed by the right key, so that only the form can refuse them.</summary>
    [Theory]
    [InlineData("""{"alg":"none","kid":"17"}""", null)]
    [InlineData("""{"alg":"HS256","kid":"17"}""", null)]
    [InlineData("""{"alg":"ES384","kid":"17"}""", null)]
    [InlineData("""{"kid":"17","alg":"ES256"}""", null)]
    [InlineData("""{"alg":"ES256","kid":"17","jwk":{}}""", null)]
    [InlineData("""{"alg":"ES256","kid":"17","crit":["x"]}""", null)]
    [InlineData("""{"alg":"ES256","kid":"17" }""", null)]
    [InlineData("""{"alg":"ES256"}""", null)]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.0","exp":1999999980,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.01","exp":1999999980,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.1000","exp":1999999980,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789abcdef.1","exp":1999999980,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"P-0123456789ABCDEF.1","exp":1999999980,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"T-.","exp":1999999980,"n":60}""")]
    [InlineData(null, """{"iss":"5","sub":"T-0123456789ABCDEF.1","exp":1999999980,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.1","exp":01999999980,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.1","exp":-1,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.1","exp":60,"n":60}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.1","exp":1999999980,"n":60,"n":90}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.1","exp":1999999980,"n":60,"x":1}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.1","exp":1999999980}""")]
    [InlineData(null, """{"iss":"53","sub":"T-0123456789ABCDEF.1","exp":1999999980,"d":60,"p":"渝A12345"}""")]
    [InlineData(null, """{"iss":"50","sub":"T-0123456789ABCDEF.1","exp":1999999980,"n":60,"p":"A12345"}""")]
    [InlineData(null, """{"iss":"50","sub":"T-0123456789ABCDEF.1","exp":1999999980,"n":60,"p":"渝A1<34"}""")]
    [InlineData(null, "{}")]
    public void Another_form_is_no_token_even_with_a_good_signature(string? header, string? payload) =>
        Assert.Null(TokenText.Read(
        _signer.Sign(header ?? """{"alg":"ES256","kid":"17"}""",
            payload ?? """{"iss":"53","sub":"T-0123456789ABCDEF.1","exp":1999999980,"n":60}""")));

    [Fact]
    public void A_province_that_is_not_here_names_the_plate()
    {
        var claims = Sample.Default with { Issuer = "50", Plate = "渝AD12345" };
        Assert.Equal(claims, TokenText.Read(_signer.Sign(claims))!.Claims);
    }

    [Fact]
    public void The_longest_token_and_a_long_address_fit_a_QR_code_of_version_11()
    {
        var longest = "https://dlys-yz.jtt.yn.gov.cn/v/" + new Signer("ZZ").Sign(Sample.Longest);
        Assert.True(longest.Length <= QrBytes, $"{longest.Length} bytes");
        Assert.True(longest.Length == QrBytes, $"{longest.Length} bytes: the bound could be lower");
    }

    /// <summary>The longest key's name, number, time, place and plate: nothing that is signed here is longer.</summary>
    [Theory]
    [InlineData(null, TokenText.MaxSignedWithoutPlate)]
    [InlineData("渝A12345", TokenText.MaxSigned)]
    [InlineData("渝AD12345", TokenText.MaxSigned)]
    public void A_token_has_room_in_a_code_behind_the_longest_address_and_so_has_its_plate(string? plate, int max)
    {
        var longest = new Signer("ZZ").Sign(Sample.Longest with { Place = 999_999_999, Plate = plate });
        Assert.Equal(plate, TokenText.Read(longest)!.Claims.Plate);
        Assert.True(longest.Length <= max, $"{longest.Length} characters");
        Assert.True(TokenText.MaxPublicUrl + "/v/".Length + longest.Length <= TokenText.MaxCodeBytes);
    }

    [Theory]
    [InlineData("T-0123456789ABCDEF", 999, true)]
    [InlineData("T-0123456789ABCDEF", 1_000, false)]
    [InlineData("T-0123456789ABCDEF0", 1, false)]
    public void What_would_be_longer_has_no_token(string key, int number, bool has) => Assert.Equal(has,
        new CredentialId(CredentialKind.CharterCertificate, new EntityId(EntityKind.Trip, key), number).HasRoom);
}
