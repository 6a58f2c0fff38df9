import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0003_people_and_invitations'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='shows_place',
            field=models.BooleanField(default=True, verbose_name='show others where I am reading'),
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('story', models.UUIDField()),
                ('project', models.UUIDField()),
                ('place', models.PositiveIntegerField()),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['story', 'seen_at'], name='present_on_a_story'), models.Index(fields=['seen_at'], name='presence_by_age')],
                'constraints': [models.UniqueConstraint(fields=('person', 'story', 'project'), name='one_place_for_each_reader')],
            },
        ),
    ]
