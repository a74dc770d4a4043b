using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using OrleansRegistry.Infrastructure;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: no program of the registry calls another but by the one client, which looks at where the call goes. Method:
/// what each built room names of the ways to call (not its text: a client is also made by a bare <c>new()</c>); and
/// every setting that is an address, whichever there will be.
/// </summary>
public sealed class OutsideCallTests
{
    private static readonly string[] _ways =
    [
        "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.HttpClientHandler",
        "System.Net.Http.SocketsHttpHandler", "System.Net.WebClient", "System.Net.WebSockets.ClientWebSocket",
        "System.Net.Sockets.TcpClient", "System.Net.Mail.SmtpClient",
    ];

    public static TheoryData<string> Rooms =>
        ["Domain", "Storage", "Grains", "Infrastructure", "Sheets", "Api", "Silo", "registry"];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_one_class_makes_a_client(string room)
    {
        var name = room == "registry" ? room : $"OrleansRegistry.{room}";
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));
        var made = Made(file.GetMetadataReader()).Intersect(_ways).Order();
        string[] one = ["System.Net.Http.HttpClient", "System.Net.Http.SocketsHttpHandler"];
        Assert.Equal(room == "Infrastructure" ? one : [], made);
    }

    [Theory]
    [InlineData("SocketsHttpHandler")]
    [InlineData("HttpClientFactory")]
    public void And_that_is_the_one_that_looks_where_the_call_goes(string way) => Assert.Equal(
        way == "SocketsHttpHandler" ? ["OutsideHttp.cs"] : [],
        Sources.Of("src").Where(file => File.ReadAllText(file).Contains(way, StringComparison.Ordinal))
            .Select(Path.GetFileName));

    public static TheoryData<string> Addresses => [.. typeof(RegistryOptions).GetProperties()
        .Where(property => property.PropertyType == typeof(Uri))
        .Select(property => property.GetCustomAttribute<SettingAttribute>()!.Key)];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Every_setting_that_is_an_address_is_https_or_this_machine(string setting)
    {
        string[] refused =
        [
            "http://example.org/", "http://10.0.0.7/", "http://0.0.0.0/",
            "ftp://127.0.0.1/", "file:///etc/passwd", "example.org",
            "https://169.254.169.254/latest", "https://[fe80::1]/",
            "https://[::ffff:169.254.169.254]/", "https://2852039166/",
            "https://0xa9fea9fe/", "https://[64:ff9b::a9fe:a9fe]/",
            "https://100.100.100.200/", "https://[fd00:ec2::254]/",
            "https://224.0.0.1/", "https://user:word@example.org/",
        ];
        Assert.All(refused, address =>
        {
            var thrown = Assert.Throws<SettingException>(() => Read(setting, address));
            Assert.Contains(setting, thrown.Message, StringComparison.Ordinal);
        });
        string[] taken =
        [
            "https://example.org/x", "https://10.0.0.7/", "http://127.0.0.1:81/", "http://localhost:81/",
            "http://[::1]:81/",
        ];
        Assert.All(taken, address => Read(setting, address));
    }

    private static RegistryOptions Read(string setting, string value) =>
        new SettingsReader(key =>
            key == setting ? value
                : key.EndsWith("__Secret", StringComparison.Ordinal) ? "s3cret"
                : key == "Registry__KeySecret" ? new string('k', 40) : null)
            .Read(development: false, production: true);

    /// <summary>The types of other assemblies that this one makes objects of.</summary>
    private static IEnumerable<string> Made(MetadataReader reader) =>
        from handle in reader.MemberReferences
        let member = reader.GetMemberReference(handle)
        where reader.GetString(member.Name) == ".ctor" && member.Parent.Kind == HandleKind.TypeReference
        let type = reader.GetTypeReference((TypeReferenceHandle)member.Parent)
        select $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
}
